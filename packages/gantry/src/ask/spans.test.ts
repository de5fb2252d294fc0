import { expect, test } from "vitest";
import { resolvePeriod } from "../catalog/index.ts";
import { findPeriods } from "./period.ts";
import { ever, forEver } from "./ever.ts";
import { wordsOf } from "./words.ts";

const options = { today: "2026-11-16", calendar: { timeZone: "Europe/Zurich", fiscalYearStart: 2 } };

/** Days of the spans of time in a text, half-open. */
const days = (text: string): readonly (readonly [string, string])[] =>
  findPeriods(wordsOf(text), options).map((it) => {
    const span = resolvePeriod(it.text, options);
    return [span?.start ?? "", span?.end ?? ""];
  });

test.each([
  ["by end of March", "2026-11-16", "2027-04-01"],
  ["bis Ende Januar 2027", "2026-11-16", "2027-02-01"],
  ["d'ici la fin décembre", "2026-11-16", "2027-01-01"],
  ["from June to August", "2026-06-01", "2026-09-01"],
  ["zwischen Juni und August 2025", "2025-06-01", "2025-09-01"],
  ["de janvier à mars 2026", "2026-01-01", "2026-04-01"],
  ["between 2026-09-01 and 2026-09-30", "2026-09-01", "2026-10-01"],
  ["between the 1st and the 15th of October", "2026-10-01", "2026-10-16"],
  ["the third quarter", "2026-08-01", "2026-11-01"],
  ["erstes Halbjahr 2025", "2025-02-01", "2025-08-01"],
  ["H1", "2026-02-01", "2026-08-01"],
  ["Q3 last year", "2025-08-01", "2025-11-01"],
  ["FY2025", "2025-02-01", "2026-02-01"],
  ["im laufenden Geschäftsjahr", "2026-02-01", "2027-02-01"],
  ["October last year", "2025-10-01", "2025-11-01"],
  ["on 3 November", "2026-11-03", "2026-11-04"],
  ["03.11.2026", "2026-11-03", "2026-11-04"],
  ["depuis six mois", "2026-05-16", "2026-11-16"],
  ["within 90 days", "2026-11-16", "2027-02-14"],
  ["more than 30 days ago", ever, "2026-10-17"],
  ["il y a plus de 30 jours", ever, "2026-10-17"],
  ["before 2024", ever, "2024-01-01"],
  ["after March 2027", "2027-04-01", forEver],
  ["at least 2026-01-01", "2026-01-01", forEver],
  ["this quarter so far", "2026-11-01", "2027-02-01"],
])("%s", (text, start, end) => {
  expect(days(text)).toEqual([[start, end]]);
});

test.each([
  "between 5 and 10 customers",
  "more than 30 tickets",
  "customers older than Bob",
  "from hospitals to clinics",
])("%s is no span of time", (text) => expect(days(text)).toEqual([]));
