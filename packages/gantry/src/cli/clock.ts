import { dayIn } from "../catalog/index.ts";

/** The company's day and the instant; `fixed`: the day that GANTRY_TODAY says. */
export const clockOf = (timeZone: string, fixed: string | undefined) => (): { today: string; now: string } => {
  const instant = new Date();
  return fixed === undefined
    ? { today: dayIn(timeZone, instant), now: instant.toISOString() }
    : { today: fixed, now: `${fixed}${instant.toISOString().slice(10)}` };
};
