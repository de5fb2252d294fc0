import { expect, test } from "vitest";
import { options } from "../testing/spans.ts";
import { wordsOf } from "../words.ts";
import { besideAt } from "./index.ts";

const said = (text: string): string => {
  const words = wordsOf(text).map((it) => it.plain);
  const found = besideAt({ words, options }, 0);
  return found === undefined ? "nothing" : `${found.which} ${found.length === words.length}`;
};

test.each([
  "the same quarter a year earlier",
  "the same months of last year",
  "same period of the previous year",
  "the corresponding month a year ago",
  "the same three months of the year before",
  "the equivalent period in the prior year",
  "dem gleichen Quartal des Vorjahres",
  "den gleichen Monaten des Vorjahres",
  "dem entsprechenden Vorjahreszeitraum",
  "derselben Zeit im letzten Jahr",
  "Vorjahresvergleich",
  "dem Vorjahresmonat",
  "la même période de l'année précédente",
  "le même trimestre un an plus tôt",
  "les mêmes mois de l'an dernier",
])("%s is a year before", (text) => expect(said(text)).toBe("a-year-before true"));

test.each([
  "the month before",
  "the three months before that",
  "the preceding quarter",
  "dem vorangegangenen Quartal",
  "den drei Monaten davor",
  "les trois mois précédents",
  "la semaine d'avant",
])("%s is what was before", (text) => expect(said(text)).toBe("before true"));

test.each(["the same customers as last year", "the same quarter", "months before", "a month earlier", "the year 2025"])(
  "%s is held against nothing",
  (text) => expect(said(text)).toBe("nothing"),
);
