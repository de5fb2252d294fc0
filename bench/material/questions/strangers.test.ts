import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openCompany } from "./company.ts";
import type { OwnCompany } from "./company.ts";
import { strangersEnglish } from "./strangers-english.ts";
import { strangersFrench } from "./strangers-french.ts";
import { strangersGerman } from "./strangers-german.ts";
import { strangersLast } from "./strangers-last.ts";
import { strangersLaterEnglish } from "./strangers-later-english.ts";
import { strangersLaterFrench } from "./strangers-later-french.ts";
import { strangersLaterGerman } from "./strangers-later-german.ts";
import { scopeOf } from "./types.ts";
import type { Language, Written } from "./types.ts";

const last = (language: Language): readonly Written[] =>
  strangersLast.flatMap((set) => (set.language === language ? set.asked : []));

const rounds = [
  { round: "first", en: 45, fr: 12, de: 13, sets: [strangersEnglish, strangersFrench, strangersGerman] },
  { round: "later", en: 45, fr: 12, de: 13, sets: [strangersLaterEnglish, strangersLaterFrench, strangersLaterGerman] },
  { round: "last", en: 26, fr: 12, de: 12, sets: [last("en"), last("fr"), last("de")] },
];

describe.each(rounds)("the questions of strangers, $round round", ({ en, fr, de, sets }) => {
  const asked = sets.flat();
  let company: OwnCompany;
  beforeAll(async () => {
    company = await openCompany({ seed: 1, today: "2026-11-16", accounts: 1200 });
  }, 60_000);
  afterAll(() => company.close());

  it(`are ${en} in English, ${fr} in French and ${de} in German, none asked twice`, () => {
    expect(sets.map((it) => it.length)).toEqual([en, fr, de]);
    expect(new Set(asked.map(([, , question]) => question)).size).toBe(en + fr + de);
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
