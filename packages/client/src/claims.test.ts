import type { Claim } from "@gantry/contract";
import { expect, test } from "vitest";
import { claimSources, textPieces } from "./claims.ts";

const claim = (text: string, start: number, cells: Claim["cells"] = []): Claim => ({
  field: "body",
  kind: "number",
  text,
  start,
  end: start + text.length,
  cells,
});

test("a text is cut at what it states, and whole again in a row", () => {
  const text = "Use fell by 43 % in 12 weeks.";
  const pieces = textPieces(text, "body", [claim("12 weeks", 20), claim("43 %", 12)]);
  expect(pieces.map((it) => [it.text, it.claim !== null])).toEqual([
    ["Use fell by ", false],
    ["43 %", true],
    [" in ", false],
    ["12 weeks", true],
    [".", false],
  ]);
  expect(pieces.map((it) => it.text).join("")).toBe(text);
});

test("claims of another field, or that don't fit, leave the text as it is", () => {
  expect(textPieces("43 %", "subject", [claim("43 %", 0)])).toEqual([{ text: "43 %", claim: null }]);
  expect(textPieces("44 %", "body", [claim("43 %", 0)])).toEqual([{ text: "44 %", claim: null }]);
});

test("a cell says what it is, where it lives and when it was read", () => {
  const cell = { step: "drafts", row: "001", column: "usage_trend", value: -0.43, asOf: null };
  expect(claimSources(claim("43 %", 0, [{ ...cell, sources: ["usage.weekly.sessions"] }]))).toEqual([
    { column: "usage trend", value: "-0.43", source: "usage.weekly.sessions", read: "" },
  ]);
  expect(claimSources(claim("43 %", 0, [{ ...cell, sources: [], value: null }]))).toMatchObject([
    { value: "not shown to you", source: "worked out in step drafts" },
  ]);
});
