import { expect, test } from "vitest";
import { createTextFinder, tellsWho } from "./find-text.ts";

test("a value is found as a whole word, in any case and spacing, and taken out wherever it stands", () => {
  const finder = createTextFinder(["Ada Lovelace", "ada@aldermoor.example", "Ada Lovelace-King"]);
  const kept = {
    text: "Ask ADA  LOVELACE (ada@aldermoor.example), not Ada Lovelacey or Ada.",
    list: [{ name: "Ada Lovelace-King" }, 7, null],
  };
  expect(finder.isIn(kept)).toBe(true);
  expect(finder.without(kept)).toEqual({
    text: "Ask [erased] ([erased]), not Ada Lovelacey or Ada.",
    list: [{ name: "[erased]" }, 7, null],
  });
  expect(finder.isIn(finder.without(kept))).toBe(false);
});

test("signs that mean something in a pattern mean themselves, and nothing is found of nothing", () => {
  expect(createTextFinder(["C++ (GmbH)"]).without("at C++ (GmbH) today")).toBe("at [erased] today");
  expect(createTextFinder([]).isIn("anything")).toBe(false);
});

test.each<[string, string, boolean]>([
  ["Ada Lovelace", "person.name", true],
  ["Ada", "person.name", false],
  ["Lovelace", "person.name", false],
  ["+44 20 7946 0958", "person.phone", true],
  ["a@b.example", "person.email", true],
  ["Aldermoor", "company.name", true],
  ["AB", "company.name", false],
])("whether %s of %s tells who it is: %s", (value, label, tells) => {
  expect(tellsWho(value, label)).toBe(tells);
});
