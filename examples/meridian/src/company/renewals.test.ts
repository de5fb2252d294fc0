import { describe, expect, it } from "vitest";
import { dayOf, fiscalQuarter } from "./calendar.ts";
import { makeCustomers } from "./customers.ts";
import { areaUnderCurve, companyOf, crm, dayIn, groupBy, usage } from "./tables-for-tests.ts";

const days = [
  "2026-11-01",
  "2026-11-16",
  "2027-01-31",
  "2027-02-01",
  "2026-04-30",
  "2026-05-01",
  "2026-07-31",
  "2026-08-15",
  "2026-10-31",
  "2028-02-29",
  "2030-12-31",
];
const regions = ["EMEA", "AMER", "APAC"] as const;
const segments = ["enterprise", "mid-market", "small"] as const;

describe("renewals of the current fiscal quarter", () => {
  it.each(days)("are there in every region and segment on %s, whatever the seed", (today) => {
    const { start, end } = fiscalQuarter(dayOf(today));
    for (let seed = 0; seed < 12; seed++) {
      const customers = makeCustomers(seed, dayOf(today), 1200);
      for (const region of regions) {
        for (const segment of segments) {
          const cell = customers.filter((customer) => customer.place.region === region && customer.segment === segment);
          const due = cell.filter(({ renewal }) => renewal !== null && renewal >= start && renewal <= end);
          const troubled = due.filter((customer) => customer.troubled).length;
          expect(due.every(({ status }) => status === "active")).toBe(true);
          if (region === "EMEA" && segment === "enterprise") {
            expect(cell).toHaveLength(90);
            expect(due.length).toBeGreaterThanOrEqual(20);
            expect(due.length).toBeLessThanOrEqual(28);
            expect(troubled).toBeGreaterThanOrEqual(8);
            expect(troubled).toBeLessThanOrEqual(12);
          }
          expect(due.length / cell.length).toBeGreaterThan(0.2);
          expect(due.length / cell.length).toBeLessThan(0.33);
          expect(troubled / due.length).toBeGreaterThan(0.3);
          expect(troubled / due.length).toBeLessThan(0.5);
        }
      }
    }
  });

  it("are all in the future or still open, and past decisions lie before the quarter", () => {
    for (const today of days) {
      const { start } = fiscalQuarter(dayOf(today));
      for (const { renewal, decided, since, status } of makeCustomers(3, dayOf(today), 600)) {
        if (renewal !== null) expect(renewal).toBeGreaterThanOrEqual(start);
        if (decided !== null) {
          expect(decided.on).toBeLessThan(start);
          expect(decided.on).toBeGreaterThan(start - 370);
          expect(decided.won).toBe(status === "active");
        }
        expect(since).toBeLessThan(dayOf(today));
      }
    }
  });
});

describe("who left and who stayed", () => {
  it("is recorded with the account and as the renewal's outcome", () => {
    const company = companyOf(7, "2026-11-16");
    const renewals = groupBy(
      crm(company, "Opportunity").filter((row) => row["Type"] === "Renewal"),
      "AccountId",
    );
    const churned = crm(company, "Account").filter((row) => row["Status__c"] === "churned");
    expect(churned.length).toBeGreaterThan(150);
    for (const account of churned) {
      const lost = (renewals.get(account["Id"]) ?? []).filter((row) => row["StageName"] === "Closed Lost");
      expect(lost).toHaveLength(1);
      expect(dayIn(lost[0]?.["CloseDate"])).toBeLessThanOrEqual(dayIn(account["Churned_On__c"]));
      expect(account["Renewal_Date__c"]).toBeNull();
    }
    const lastUse = new Map(
      usage(company, "usage/weekly.parquet").map((row) => [row["account_ref"], dayIn(row["week"])]),
    );
    for (const account of churned) {
      const last = lastUse.get(account["Usage_Ref__c"]);
      if (last !== undefined) expect(last).toBeLessThanOrEqual(dayIn(account["Churned_On__c"]));
    }
  });

  it.each([7, 21, 42])("shows in the usage before the decision, but not plainly (seed %i)", (seed) => {
    const company = companyOf(seed, "2026-11-16");
    const dayOfWeek = new Map<unknown, number>();
    for (const { week } of usage(company, "usage/weekly.parquet"))
      if (!dayOfWeek.has(week)) dayOfWeek.set(week, dayIn(week));
    const weeks = groupBy(usage(company, "usage/weekly.parquet"), "account_ref");
    const accounts = new Map(crm(company, "Account").map((row) => [row["Id"], row]));
    const cases = crm(company, "Opportunity")
      .filter((row) => row["Type"] === "Renewal" && row["IsClosed"] === true)
      .flatMap((row) => {
        const decided = dayIn(row["CloseDate"]);
        const own = weeks.get(accounts.get(row["AccountId"])?.["Usage_Ref__c"]) ?? [];
        const mean = (from: number, to: number) => {
          const within = own.filter(({ week }) => {
            const day = dayOfWeek.get(week) ?? 0;
            return day >= from && day + 7 <= to;
          });
          return within.length < 6
            ? Number.NaN
            : within.reduce((sum, week) => sum + Number(week["active_users"]), 0) / within.length;
        };
        const fall = mean(decided - 168, decided - 84) / (mean(decided - 84, decided) + 0.5);
        return Number.isNaN(fall) ? [] : [{ figure: fall, left: row["IsWon"] !== true }];
      });
    expect(cases.length).toBeGreaterThan(500);
    const area = areaUnderCurve(cases);
    expect(area).toBeGreaterThan(0.6);
    expect(area).toBeLessThan(0.9);
    const rate = cases.filter(({ left }) => left).length / cases.length;
    expect(rate).toBeGreaterThan(0.15);
    expect(rate).toBeLessThan(0.35);
  });
});
