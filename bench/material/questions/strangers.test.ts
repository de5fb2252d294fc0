import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openCompany } from "./company.ts";
import type { OwnCompany } from "./company.ts";
import { strangersEnglish } from "./strangers-english.ts";
import { strangersFrench } from "./strangers-french.ts";
import { strangersGerman } from "./strangers-german.ts";
import { strangersLaterEnglish } from "./strangers-later-english.ts";
import { strangersLaterFrench } from "./strangers-later-french.ts";
import { strangersLaterGerman } from "./strangers-later-german.ts";
import { scopeOf } from "./types.ts";

const rounds = [
  { round: "first", english: strangersEnglish, french: strangersFrench, german: strangersGerman },
  { round: "later", english: strangersLaterEnglish, french: strangersLaterFrench, german: strangersLaterGerman },
];

describe.each(rounds)("the questions of strangers, $round round", ({ english, french, german }) => {
  const asked = [...english, ...french, ...german];
  let company: OwnCompany;
  beforeAll(async () => {
    company = await openCompany({ seed: 1, today: "2026-11-16", accounts: 1200 });
  }, 60_000);
  afterAll(() => company.close());

  it("are 45 in English, 12 in French and 13 in German, none asked twice", () => {
    expect([english.length, french.length, german.length]).toEqual([45, 12, 13]);
    expect(new Set(asked.map(([, , question]) => question)).size).toBe(70);
  });

  it.each(asked)("has an answer: %s, by the %s: %s", async (_kind, caller, _question, expected) => {
    if (expected.kind === "flow") return expect(Object.keys(expected.input)).not.toEqual([]);
    if (expected.kind !== "rows") throw new Error("every question of this set can be answered");
    for (const layout of expected.layouts) {
      const found = "sql" in layout ? await company.rows(layout.sql, scopeOf[caller]) : layout.cells;
      expect(found.flat().filter((cell) => cell !== null)).not.toEqual([]);
    }
  });
});
