import fc from "fast-check";
import { expect, test } from "vitest";
import { diffWords } from "./diff-words.ts";

const shown = (before: string, after: string): string =>
  diffWords(before, after)
    .map(({ kind, text }) => (kind === "same" ? text : kind === "removed" ? `[-${text}-]` : `[+${text}+]`))
    .join("");

test("a changed word stands beside the one that it replaces", () => {
  expect(shown("on Monday at ten", "on Friday at ten")).toBe("on [-Monday-][+Friday+] at ten");
});

test("an added sentence is added, all else stays", () => {
  expect(shown("Dear Ada,\nuntil soon", "Dear Ada,\nuntil very soon")).toBe("Dear Ada,\nuntil [+very +]soon");
});

test("words that change one after another are one change", () => {
  expect(shown("we offer ten percent off", "we offer no discount off")).toBe(
    "we offer [-ten percent-][+no discount+] off",
  );
});

test("what is the same or removed is the text before, what is the same or added the text after", () => {
  const text = fc.array(fc.constantFrom("a", "b", "über", " ", "\n", ".", "12")).map((words) => words.join(""));
  fc.assert(
    fc.property(text, text, (before, after) => {
      const pieces = diffWords(before, after);
      const of = (kind: string): string =>
        pieces
          .filter((it) => it.kind === "same" || it.kind === kind)
          .map((it) => it.text)
          .join("");
      expect(of("removed")).toBe(before);
      expect(of("added")).toBe(after);
    }),
  );
});

test("a long text that was rewritten is told apart in no time", () => {
  const words = (name: string): string => Array.from({ length: 5000 }, (_, index) => `${name}${index}`).join(" ");
  expect(diffWords(words("a"), words("b")).map((it) => it.kind)).toEqual(["removed", "added"]);
});
