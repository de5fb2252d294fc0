// Spans of time in a text as days, on a fixed day of a company whose year begins in February.
import { resolvePeriod } from "../../catalog/index.ts";
import type { PeriodOptions } from "../../catalog/index.ts";
import { findPeriods } from "../period.ts";
import { wordsOf } from "../words.ts";

export const options: PeriodOptions = {
  today: "2026-11-16",
  calendar: { timeZone: "Europe/Zurich", fiscalYearStart: 2 },
};

/** Each span half-open, as "2026-06-01..2026-09-01". */
export const spansIn = (text: string): readonly string[] =>
  findPeriods(wordsOf(text), options).map((it) => {
    const span = resolvePeriod(it.text, options);
    return `${span?.start ?? ""}..${span?.end ?? ""}`;
  });
