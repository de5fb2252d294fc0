import { expect, test } from "vitest";
import { scheduleWords } from "./schedule-words.ts";

test.each([
  ["0 7 * * MON", "at 07:00, only on Monday"],
  ["0 7 * * MON-FRI", "at 07:00, Monday through Friday"],
  ["0 7 1 * *", "at 07:00, on day 1 of the month"],
  ["0 7 L * *", "at 07:00, on the last day of the month"],
  ["30 6 * * FRI#1", "at 06:30, on the first Friday of the month"],
  ["0 * * * *", "every hour"],
  ["*/15 8-18 * * 1-5", "every 15 minutes, between 08:00 and 18:59, Monday through Friday"],
])("%s is told as a person would say it", (cron, words) => {
  expect(scheduleWords(cron)).toBe(words);
});

test("a form without words stays as it is written", () => {
  expect(scheduleWords("30 6 * * FRI#L")).toBe("30 6 * * FRI#L");
  expect(scheduleWords("never")).toBe("never");
});
