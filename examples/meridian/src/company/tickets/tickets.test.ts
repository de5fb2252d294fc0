import { describe, expect, it } from "vitest";
import { Random } from "../random.ts";
import { companyOf, crm, groupBy } from "../tables-for-tests.ts";
import { phrasebooks } from "./compose.ts";
import { hostileTexts } from "./hostile.ts";
import { fill } from "./template.ts";

const company = companyOf(7, "2026-11-16");
const cases = crm(company, "Case");
const texts = cases.map((row) => String(row["Description"]));

describe("a template", () => {
  it("fills blanks and makes each choice sometimes", () => {
    const random = new Random("template");
    const made = new Set(Array.from({ length: 60 }, () => fill("[We|I [really|]] like {it}.", { it: "tea" }, random)));
    expect(made).toEqual(new Set(["We like tea.", "I really like tea.", "I  like tea."]));
  });

  it("says when a bracket is left open or a blank has no value", () => {
    const random = new Random("template");
    expect(() => fill("[a|b", {}, random)).toThrow(SyntaxError);
    expect(() => fill("{name", {}, random)).toThrow(SyntaxError);
    expect(() => fill("{name}", {}, random)).toThrow(RangeError);
  });
});

describe("the support tickets", () => {
  it("are written in three languages, in texts that don't repeat", () => {
    const languages = groupBy(cases, "Language__c");
    expect(languages.get("fr")?.length).toBeGreaterThan(400);
    expect(languages.get("de")?.length).toBeGreaterThan(600);
    expect(new Set(texts).size).toBeGreaterThan(cases.length * 0.999);
    expect(
      texts.filter(
        (text) =>
          /[[\]{}|]|\b(undefined|null|NaN)\b/.test(text) && !hostileTexts.some((hostile) => text.includes(hostile)),
      ),
    ).toEqual([]);
  });

  it("name people, addresses and numbers, those of their own contacts too", () => {
    const contacts = new Map(crm(company, "Contact").map((row) => [row["Id"], row]));
    const own = cases.filter((row) => row["ContactId"] !== null);
    const named = own.filter((row) =>
      String(row["Description"]).includes(String(contacts.get(row["ContactId"])?.["LastName"])),
    );
    expect(named.length / own.length).toBeGreaterThan(0.5);
    expect(texts.filter((text) => /@[a-z0-9-]+\.example/.test(text)).length / texts.length).toBeGreaterThan(0.25);
    expect(texts.filter((text) => /\d[\d ()/.-]{6,}\d/.test(text)).length / texts.length).toBeGreaterThan(0.35);
  });

  it("carry words meant for a model in about a dozen places", () => {
    const hostile = texts.filter((text) =>
      hostileTexts.some((words) => text.toLowerCase().includes(words.slice(0, 40).toLowerCase())),
    );
    expect(hostile.length).toBeGreaterThanOrEqual(10);
    expect(hostile.length).toBeLessThanOrEqual(14);
  });

  it("are written by somebody of their account", () => {
    const accountOf = new Map(crm(company, "Contact").map((row) => [row["Id"], row["AccountId"]]));
    for (const row of cases)
      if (row["ContactId"] !== null) expect(accountOf.get(row["ContactId"])).toBe(row["AccountId"]);
  });

  it("have topics of every tone in every language", () => {
    for (const { topics } of Object.values(phrasebooks)) {
      expect(new Set(topics.map(({ tone }) => tone))).toEqual(new Set(["problem", "question", "praise"]));
    }
  });
});
