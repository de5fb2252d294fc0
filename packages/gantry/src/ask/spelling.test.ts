import { expect, test } from "vitest";
import { correctionOf } from "./spelling.ts";

const known = new Set(["zustand", "customers", "quarter", "retention", "revenue", "kunden"]);

test.each([
  ["custommers", "customers"],
  ["quartre", "quarter"],
  ["retnetion", "retention"],
  ["revnue", "revenue"],
])('"%s" is a slip of "%s"', (word, meant) => {
  expect(correctionOf(word, known)).toBe(meant);
});

test.each([
  ["zustandig", "made of another by an ending"],
  ["detentions", "with slips in the first letter and elsewhere"],
  ["2027", "a number"],
  ["kund", "short"],
])('"%s" is no slip: %s', (word) => {
  expect(correctionOf(word, known)).toBeNull();
});
