import { dayIn } from "../catalog/index.ts";

/** The company's day and the instant. */
export type Clock = () => { readonly today: string; readonly now: string };

/** @param fixed the day that GANTRY_TODAY says */
export const clockOf =
  (timeZone: string, fixed: string | undefined): Clock =>
  () => {
    const instant = new Date();
    return fixed === undefined
      ? { today: dayIn(timeZone, instant), now: instant.toISOString() }
      : { today: fixed, now: `${fixed}${instant.toISOString().slice(10)}` };
  };
