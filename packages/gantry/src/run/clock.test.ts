import { expect, test } from "vitest";
import { createClock } from "./clock.ts";

const hour = 3_600_000;
const minute = 60_000;

function house() {
  const time = { steady: 0, database: Date.parse("2026-11-16T08:00:00Z") };
  const jumps: number[] = [];
  const clock = createClock({
    ask: async () => new Date(time.database),
    steady: () => time.steady,
    onJump: (seconds) => jumps.push(seconds),
  });
  const pass = (milliseconds: number): void => {
    time.steady += milliseconds;
    time.database += milliseconds;
  };
  return { time, jumps, clock, pass };
}

const said = (clock: { now(): Date }): string => clock.now().toISOString().slice(11, 16);

test("the time is the database's, and goes on between two looks", async () => {
  const { clock, pass } = house();
  await clock.sync();
  pass(5 * minute);
  expect(said(clock)).toBe("08:05");
});

test("a clock that is an hour wrong for some minutes is not followed: nothing expires by it", async () => {
  const { time, clock, jumps, pass } = house();
  await clock.sync();
  time.database += hour;
  for (let passed = 0; passed < 9; passed += 1) {
    pass(minute);
    await clock.sync();
  }
  expect(said(clock)).toBe("08:09");
  time.database -= hour;
  await clock.sync();
  pass(20 * minute);
  await clock.sync();
  expect(said(clock)).toBe("08:29");
  expect(jumps).toEqual([3600]);
});

test("a clock that stays an hour off was set right: it is believed after ten minutes", async () => {
  const { time, clock, pass } = house();
  await clock.sync();
  time.database -= hour;
  for (let passed = 0; passed < 11; passed += 1) {
    pass(minute);
    await clock.sync();
  }
  expect(said(clock)).toBe("07:11");
});

test("a clock that drifts is followed at once", async () => {
  const { time, clock } = house();
  await clock.sync();
  time.database += 40_000;
  await clock.sync();
  expect(clock.now().toISOString()).toBe("2026-11-16T08:00:40.000Z");
});
