import { expect, test } from "vitest";
import { fenceRules } from "../prompt/fence.ts";
import { recitesRules } from "./recited.ts";

test("a reply that repeats a part of its rules is found, however it is set", () => {
  const rules = fenceRules({ hasTokens: true, hasRanges: true });
  expect(recitesRules(rules.slice(0, 150))).toBe(true);
  expect(recitesRules(`Dear Ms. Rochat, ${rules.slice(160, 280).toUpperCase().replaceAll(" ", " · ")}`)).toBe(true);
});

test("what a letter says of data and numbers is none of it", () => {
  expect(recitesRules("The data holds no number of yours that we could not tell you, at any date.")).toBe(false);
  expect(recitesRules("")).toBe(false);
});
