// The answer says what the systems say: each is asked over its own protocol, past Gantry, and the facts are reckoned by hand.
import type { Client } from "@gantry/client";
import type { Answer, Reason } from "@gantry/contract";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { blockOf, tableOf } from "./support/answer.ts";
import { openHouse } from "./support/house.ts";
import type { House } from "./support/house.ts";
import { answeredListing } from "./support/retention/answered.ts";
import { changeInvoice } from "./support/retention/billing.ts";
import { openCrm } from "./support/retention/crm.ts";
import { expectedCoverage, expectedListing, expectedReasons, figureOf } from "./support/retention/expected.ts";
import type { Listed, Listing } from "./support/retention/expected.ts";
import { customersUpForRenewal } from "./support/retention/facts.ts";
import type { CustomerFacts } from "./support/retention/facts.ts";
import { dayOf, isoDay } from "./support/retention/records.ts";
import type { Records } from "./support/retention/records.ts";
import { askSystems } from "./support/retention/systems.ts";
import { changeWeek } from "./support/retention/usage.ts";

const today = dayOf("2026-11-16");
const regions = ["EMEA", "AMER", "APAC"];
const segments = ["enterprise", "mid-market", "small"];
const cells = regions.flatMap((region) => segments.map((segment) => ({ region, segment })));
const main = { region: "EMEA", segment: "enterprise" };

let house: House;
let director: Client;
let records: Records;

const open = async (seed: string): Promise<void> => {
  house = await openHouse({ GANTRY_SEED: seed });
  director = await house.client("sales-director");
  records = await askSystems(house);
};

const ask = async ({ region, segment }: typeof main): Promise<Answer> =>
  director.ask(
    `Which ${segment} customers in ${region} are at risk of leaving this quarter? Draft a retention email for each.`,
    { wait: 60 },
  );

const customersOf = (cell: typeof main): readonly CustomerFacts[] => customersUpForRenewal(records, { ...cell, today });

/** Listings are equal but for the last digit of a probability, between which a rounding may lie. */
function expectSameListing(answered: Listing, expected: Listing): void {
  for (const [id, { probability }] of Object.entries(answered))
    expect(Math.abs(probability - (expected[id]?.probability ?? Number.NaN))).toBeLessThanOrEqual(0.001);
  const alike = Object.entries(answered).map(([id, listed]): [string, Listed] => [
    id,
    { ...listed, probability: expected[id]?.probability ?? listed.probability },
  ]);
  expect(Object.fromEntries(alike)).toEqual(expected);
}

const isReason = (it: unknown): it is Reason => typeof it === "object" && it !== null && "contribution" in it;

function expectRealReasons(answer: Answer, customers: readonly CustomerFacts[]): void {
  for (const row of tableOf(answer).rows) {
    const features = customers.find(({ id }) => id === row["$key"])?.features ?? {};
    const cell: unknown = row["reasons"];
    const reasons = Array.isArray(cell) ? cell.filter(isReason) : [];
    const expected = expectedReasons(features);
    expect(reasons.map((it) => it.feature).sort()).toEqual([...expected.keys()].sort());
    const strength = reasons.map((it) => Math.abs(it.contribution));
    expect(strength).toEqual(strength.toSorted((a, b) => b - a));
    for (const { feature, text, contribution } of reasons) {
      expect(contribution).toBeCloseTo(expected.get(feature) ?? Number.NaN, 2);
      expect(text).toContain(figureOf(feature, features[feature] ?? Number.NaN) ?? "");
    }
  }
}

/** A letter argues only from reasons that raise the risk, states their figures, and names the day of the renewal. */
function expectOwnFacts(answer: Answer, customers: readonly CustomerFacts[]): void {
  for (const { row, body, arguments: reasons, flags, template, model } of blockOf(answer, "drafts").drafts) {
    const customer = customers.find(({ id }) => id === row);
    const written = body.replaceAll(/[\u00a0\u202f]%/g, "%").replaceAll(/(\d),(\d)/g, "$1.$2");
    expect(written).toContain(customer?.name);
    expect(written).toContain(String(new Date(customer?.renewal ?? "").getUTCDate()));
    for (const reason of reasons) {
      const value = customer?.features[reason] ?? Number.NaN;
      expect(expectedReasons(customer?.features ?? {}).get(reason)).toBeGreaterThan(0);
      if (["usage_trend", "error_rate", "urgent_tickets_90d", "failed_payments_12m"].includes(reason))
        expect(written).toContain(figureOf(reason, value) ?? "");
    }
    expect({ flags, template, model }).toEqual({ flags: [], template: true, model: "builtin/rules" });
  }
}

const answersForEveryRegionAndSegment = (): void =>
  test.for(cells)(
    "the answer for $segment in $region lists the customers, facts, reasons and letters that the systems give",
    async (cell) => {
      const customers = customersOf(cell);
      const answer = await ask(cell);
      const expected = expectedListing(customers);
      expect(Object.keys(expected).length).toBeGreaterThan(1);
      expectSameListing(answeredListing(answer), expected);
      expect([...answer.coverage].sort()).toEqual([...expectedCoverage(customers)].sort());
      expectRealReasons(answer, customers);
      expectOwnFacts(answer, customers);
    },
  );

describe("at another company", () => {
  beforeAll(() => open("2"));
  afterAll(() => house?.close());

  answersForEveryRegionAndSegment();
});

describe("at the company", () => {
  beforeAll(() => open("1"));
  afterAll(() => house?.close());

  answersForEveryRegionAndSegment();

  test("a change in one system shows in the next answer, for that customer and no other", async () => {
    let before = answeredListing(await ask(main));
    /** The listing after a change: as the systems then say, and unchanged but for this customer. */
    const after = async (changed: string): Promise<Listing> => {
      records = await askSystems(house);
      const now = answeredListing(await ask(main));
      expectSameListing(now, expectedListing(customersOf(main)));
      const others = (listing: Listing): Listing =>
        Object.fromEntries(Object.entries(listing).filter(([id]) => id !== changed));
      expect(others(now)).toEqual(others(before));
      expect(now[changed]).not.toEqual(before[changed]);
      before = now;
      return now;
    };
    const crm = await openCrm(await house.system("crm"));
    const billing = await house.system("billing");
    const [first, second, third, fourth] = customersOf(main).filter(
      ({ id, billed, weeksReported }) => before[id] !== undefined && billed && weeksReported !== null,
    );
    if (!first || !second || !third || !fourth) throw new Error("too few customers are listed to change four");

    // A ticket: one that was no matter of urgency becomes one, and its words a bitter complaint.
    const isRecent = (created: string): boolean => dayOf(created) > today - 90;
    const ticket = records.cases.find(
      (it) => it.AccountId === first.id && isRecent(it.CreatedDate) && ["Low", "Medium"].includes(it.Priority ?? ""),
    );
    await crm.update("Case", ticket?.Id ?? "", {
      Priority: "Critical",
      Description: "This is terrible. The instrument is broken again, nobody helps, and we are very unhappy and angry.",
    });
    const calm = before[first.id];
    const angry = (await after(first.id))[first.id];
    expect(angry?.probability).toBeGreaterThan(calm?.probability ?? Number.NaN);
    expect(angry?.mood).not.toBe(calm?.mood);

    // A usage week: many more sessions in the last one reported.
    const usageRef = records.accounts.find(({ Id }) => Id === second.id)?.Usage_Ref__c ?? "";
    const last = records.weeks.filter((it) => it.account_ref === usageRef).at(-1);
    const trend = before[second.id]?.usageTrend ?? Number.NaN;
    await changeWeek(await house.system("usage"), usageRef, last?.week ?? "", (last?.sessions ?? 0) + 500);
    await after(second.id);
    // She may no longer be listed: that is for the systems' figures to say.
    const grown = customersOf(main).find(({ id }) => id === second.id)?.features["usage_trend"];
    expect(grown).toBeGreaterThan(trend);

    // An invoice: one that was paid turns out not to have been.
    const customerIds = records.customers.filter((it) => it.crm_id === third.id).map(({ id }) => id);
    const paid = records.invoices.find(
      (it) => customerIds.includes(it.customer_id) && it.paid_on !== null && dayOf(it.due_on) > today - 300,
    );
    const overdue = before[third.id]?.overdueInvoices ?? Number.NaN;
    await changeInvoice(house, billing, paid?.id ?? "", { due: isoDay(today - 40), paid: null, status: "overdue" });
    expect((await after(third.id))[third.id]?.overdueInvoices).toBe(overdue + 1);

    // A renewal date: put off beyond the quarter she is no longer asked about, taken back into it she is.
    await crm.update("Account", fourth.id, { Renewal_Date__c: "2027-02-01" });
    expect(await after(fourth.id)).not.toHaveProperty(fourth.id);
    await crm.update("Account", fourth.id, { Renewal_Date__c: "2027-01-31" });
    expect((await after(fourth.id))[fourth.id]?.renewal).toBe("2027-01-31");
  }, 60_000);
});
