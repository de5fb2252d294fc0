import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { retention } from "../../../../../examples/meridian/writing/retention.ts";
import { churnFeatures, createModels, parsePhrasebook } from "../index.ts";
import type { TextReply, TextRequest } from "../index.ts";

type Facts = TextRequest["facts"];

const models = createModels({ phrasebooks: { retention: retention } });

const write = (facts: Facts, limits = { subject: 150, body: 4000 }): Promise<TextReply> =>
  models.text("write", { zones: ["inside"] }).model.generate({
    task: "write",
    instructions: "",
    facts,
    prompt: "",
    phrasebook: "retention",
    schema: {
      type: "object",
      properties: {
        subject: { type: "string", maxLength: limits.subject },
        body: { type: "string", maxLength: limits.body },
      },
    },
    signal: new AbortController().signal,
  });

const reason = (feature: string, contribution: number) => ({ feature, text: `INTERNAL ${feature}`, contribution });

const customer = {
  account: "COMPANY_4QX",
  salutation: "Ms.",
  last_name: "PERSON_7K3",
  first_name: "PERSON_8L4",
  contact: "PERSON_9M5",
  owner: "PERSON_2AB",
  owner_title: "Account Executive",
  renewal_date: "2027-01-14",
  renewal_ahead: "2027-01-14",
  usage_trend: -0.43,
  usage_since: "2026-08-24",
  seat_use: 0.31,
  active_users: 12,
  licensed_users: 39,
  overdue_invoices: 2,
  tickets_90d: 7,
  open_tickets: 3,
  probability: 0.87,
  sentiment_180d: -0.62,
  language: "en",
  reasons: [reason("usage_trend", 1.2), reason("overdue_invoices", 0.7), reason("tenure_years", -0.4)],
};

const text = (cell: unknown): string => {
  if (typeof cell !== "string") throw new TypeError("expected a text");
  return cell;
};

const textOf = ({ output }: TextReply): string => `${text(output["subject"])}\n\n${text(output["body"])}`;

describe("a retention letter", () => {
  test("argues from the customer's own strongest reasons, with her own facts", async () => {
    const reply = await write(customer);
    const text = textOf(reply);
    expect(reply.arguments).toEqual(["usage_trend", "overdue_invoices"]);
    expect(text).toContain("PERSON_2AB");
    expect(text).toContain("14 January 2027");
    expect(text).toContain("43%");
    expect(text).toContain("24 August");
    expect(text).toMatch(/2 (of our )?invoices/);
  });

  test("argues differently for a customer with other reasons", async () => {
    const reasons = [reason("champion_left", 2), reason("tickets_90d", 1)];
    const reply = await write({ ...customer, champion_left: 1, reasons });
    expect(reply.arguments).toEqual(["champion_left", "tickets_90d"]);
    expect(textOf(reply)).not.toContain("43%");
    expect(textOf(reply)).toContain("7 times");
  });

  test.each([
    ["de", "Guten Tag", "43 %", "14. Januar 2027", "Mit freundlichen Grüßen"],
    ["fr", "Bonjour", "43 %", "14 janvier 2027", "Bien cordialement"],
    ["en", "Dear", "43%", "14 January 2027", "Kind regards"],
  ])("in %s reads as that language does", async (language, ...parts) => {
    // The no-break spaces that French and German put before % count as spaces.
    const text = textOf(await write({ ...customer, language })).replaceAll(/[\u00a0\u202f]/g, " ");
    for (const part of parts) expect(text).toContain(part);
  });

  test.each([
    ["en", /is due on|comes up for renewal on/, /was due/],
    ["de", /bereits am|schon am/, /stand .* an/],
    ["fr", /approche|dès le/, /était/],
  ])("in %s speaks of a renewal that is close, or gone by, as such", async (language, close, gone) => {
    const at = { ...customer, language, renewal_ahead: null };
    expect(textOf(await write({ ...at, renewal_near: "2027-01-14" }))).toMatch(close);
    expect(textOf(await write({ ...at, renewal_past: "2027-01-14" }))).toMatch(gone);
  });

  test("addresses by title and surname where both are known, by first name and surname where not", async () => {
    expect(textOf(await write(customer))).toContain("Dear Ms. PERSON_7K3,");
    expect(textOf(await write({ ...customer, salutation: null }))).toContain("Dear PERSON_8L4 PERSON_7K3,");
  });

  test("ends no sentence with a company's name, which may bear a full stop of its own", () => {
    expect(JSON.stringify(retention.languages)).not.toMatch(/\{account\}["'.!?]/);
  });

  test("promises nothing that no fact holds", () => {
    const said = JSON.stringify(retention.languages);
    expect(said).not.toMatch(
      /no charge|free of|kostenfrei|kostenlos|gratis|gratuit|sans frais|discount|rabatt|remise/i,
    );
  });

  test("falls back to English where there are no phrases in a language", async () => {
    expect(textOf(await write({ ...customer, language: "fi" }))).toContain("Kind regards");
  });

  test("does without a fact that is missing or was made a band, and claims nothing in its place", async () => {
    const { usage_since: _, ...rest } = customer;
    expect(textOf(await write(rest))).toContain("43% less than in the twelve before");
    const banded = textOf(await write({ ...customer, usage_trend: "lowest quarter", overdue_invoices: null }));
    expect(banded).not.toContain("lowest quarter");
    expect(banded).toContain("smaller part");
  });

  test("makes no argument that the facts deny, whatever the score says", async () => {
    const reply = await write({ ...customer, usage_trend: 0.02, reasons: [reason("usage_trend", 0.4)] });
    expect(reply.arguments).toEqual([]);
    expect(textOf(reply)).toMatch(/hear it from you|at first hand/);
  });

  test("makes one argument a topic: seats and usage are one talk", async () => {
    const reply = await write({ ...customer, reasons: [reason("usage_trend", 1), reason("seat_use", 0.9)] });
    expect(reply.arguments).toEqual(["usage_trend"]);
  });

  test("is the same for the same customer, and reads differently for others with the same reasons", async () => {
    const bodyOf = (it: TextReply): string => textOf(it).replaceAll("COMPANY_ZZZ", "COMPANY_4QX");
    expect(bodyOf(await write({ ...customer, account: "COMPANY_ZZZ" }))).toBe(bodyOf(await write(customer)));
    const bodies = await Promise.all(
      Array.from({ length: 12 }, (_, i) =>
        write({ ...customer, usage_trend: -0.3 - i / 100, overdue_invoices: 1 + i }),
      ),
    );
    const withoutNumbers = bodies.map((it) => textOf(it).replaceAll(/\d+/g, "#"));
    expect(new Set(withoutNumbers).size).toBeGreaterThan(5);
  });

  test("keeps to the lengths that the step allows by leaving out an argument, not by tearing a sentence", async () => {
    const reply = await write(customer, { subject: 60, body: 800 });
    expect(reply.arguments).toEqual(["usage_trend"]);
    expect(textOf(reply)).toMatch(/Meridian Instruments$/);
  });
});

test("whatever the facts, a letter never tells score, mood or internal reasons, and leaves no slot open", async () => {
  const feature = fc.constantFrom(...churnFeatures.map((it) => it.name));
  const reasons = fc.array(
    fc.record({ feature, text: fc.constant("INTERNAL"), contribution: fc.double({ min: -3, max: 3, noNaN: true }) }),
  );
  const values = fc.dictionary(
    feature,
    fc.oneof(fc.constant(null), fc.double({ min: -1, max: 40, noNaN: true }), fc.constant("TOKEN_1")),
  );
  await fc.assert(
    fc.asyncProperty(reasons, values, fc.constantFrom("en", "fr", "de"), async (reasons, values, language) => {
      const text = textOf(
        await write({ ...customer, ...values, probability: 0.8765, sentiment_180d: -0.6789, language, reasons }),
      );
      expect(text).not.toMatch(/INTERNAL|87[.,]65|0[.,]8765|88|0[.,]68|6789|[{}|]|undefined|null|NaN/);
      expect(text).not.toMatch(/churn|probabilit|sentiment|score|wahrscheinlich|abwander/i);
    }),
  );
});

describe("a phrasebook", () => {
  test("that is wrong is refused by name", () => {
    const { en: english } = retention.languages;
    expect(() => parsePhrasebook({ ...retention, defaultLanguage: "it" })).toThrow(/default language "it"/);
    const languages = { en: { ...english, greetings: ["Dear {contact|shout},"] } };
    expect(() => parsePhrasebook({ ...retention, languages })).toThrow(/no format "shout"/);
  });

  test("that a step does not name, or that is not there, is a clear error", async () => {
    const { model } = models.text("write", { zones: ["inside"] });
    const request = {
      task: "write",
      instructions: "",
      facts: {},
      prompt: "",
      schema: {},
      signal: new AbortController().signal,
    };
    await expect(model.generate(request)).rejects.toThrow(/phrasebook/);
    await expect(model.generate({ ...request, phrasebook: "nope" })).rejects.toThrow(
      /no phrasebook "nope"; configured: retention/,
    );
  });

  test("argues in each language from the same reasons", () => {
    const features = Object.values(retention.languages).map((it) => it.arguments.map((argument) => argument.feature));
    expect(features[1]).toEqual(features[0]);
    expect(features[2]).toEqual(features[0]);
    expect(features[0]).not.toContain("sentiment_180d");
  });
});
