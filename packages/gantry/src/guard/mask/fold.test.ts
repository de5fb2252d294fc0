import { expect, test } from "vitest";
import fc from "fast-check";
import { fold, foldedWords, foldSpelled } from "./fold.ts";

const letters = fc.string({ unit: fc.constantFrom(...Array.from("aZ9 -_'äÖßẞéîñøłŠžĳİıǅ\u0301\u00a0Ω道")) });

test("letters are folded the same way one by one and with others that must be read together", () => {
  fc.assert(
    fc.property(letters, (text) => {
      // A sign of another alphabet in front makes the whole go the long way.
      expect(fold(`道 ${text}`)).toBe(`道 ${fold(text)}`);
      expect(foldSpelled(`道 ${text}`)).toBe(`道 ${foldSpelled(text)}`);
    }),
  );
});

test("words are the same whether a text holds one letter of another kind or none", () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(...Array.from("aZ9 -_'.@\n")) }), (text) => {
      expect(foldedWords(`${text} é`).slice(0, -1)).toEqual(foldedWords(text));
    }),
  );
});

test("marks are taken off, and umlauts have two spellings", () => {
  expect([fold("Müller-Weiß"), foldSpelled("Müller-Weiß"), fold("Élodie Lefèvre")]).toEqual([
    "muller-weiss",
    "mueller-weiss",
    "elodie lefevre",
  ]);
});
