import { expect, test } from "vitest";
import { numberOf, withNumbers } from "./numbers.ts";
import { wordsOf } from "./words.ts";

const read = (text: string): string =>
  withNumbers(wordsOf(text))
    .map(({ plain }) => numberOf(plain) ?? plain)
    .join(" ");

test.each([
  ["three hundred thousand euros", "300000 euros"],
  ["twenty-five tickets", "25 tickets"],
  ["a hundred and five orders", "105 orders"],
  ["a dozen tickets", "12 tickets"],
  ["between two hundred and three hundred", "between 200 and 300"],
  ["two million", "2000000"],
  ["one thousand two hundred", "1200"],
  ["fifty thousand", "50000"],
  ["three customers, five tickets", "3 customers 5 tickets"],
  ["fünfundzwanzig Kunden", "25 kunden"],
  ["dreihunderttausend Euro", "300000 euro"],
  ["zwei Millionen Euro", "2000000 euro"],
  ["zweihundertfünfzigtausend", "250000"],
  ["hundert Tickets", "100 tickets"],
  ["einundzwanzig", "21"],
  ["deux millions d'euros", "2000000 d euros"],
  ["vingt et un tickets", "21 tickets"],
  ["quatre-vingt-douze", "92"],
  ["soixante-dix clients", "70 clients"],
  ["cent mille euros", "100000 euros"],
  ["deux cent cinquante mille", "250000"],
  ["une douzaine de tickets", "12 de tickets"],
])("%s", (text, found) => expect(read(text)).toBe(found));

test.each(["per cent", "pour cent", "mille merci", "the second one", "un client", "offizielle Anzahl"])(
  "%s is no number of several words",
  (text) => expect(withNumbers(wordsOf(text)).map((it) => it.plain)).toEqual(wordsOf(text).map((it) => it.plain)),
);
