import { describe, expect, it } from "vitest";
import { dayOf, fiscalQuarter } from "./calendar.ts";
import { billing, companyOf, crm, dayIn, groupBy, type Row, usage } from "./tables-for-tests.ts";

const today = "2026-11-16";
const company = companyOf(7, today);
const accounts = crm(company, "Account");
const share = (rows: readonly Row[], test: (row: Row) => boolean): number => rows.filter(test).length / rows.length;

describe("the dirt of a real company", () => {
  it.each([7, 8, 9])("leaves about one in 25 of the references between systems missing or wrong (seed %i)", (seed) => {
    const made = companyOf(seed, today);
    const customers = crm(made, "Account").filter((row) => row["Customer_Since__c"] !== null);
    const known = new Set(customers.map((row) => row["Id"]));
    const billed = billing(made, "customers");
    const badBilling = share(billed, (row) => !known.has(row["crm_id"]));
    const refs = new Set(usage(made, "usage/weekly.parquet").map((row) => row["account_ref"]));
    expect(badBilling).toBeGreaterThan(0.025);
    expect(badBilling).toBeLessThan(0.055);
    expect(
      new Set(
        billed
          .filter((row) => !known.has(row["crm_id"]))
          .map(({ crm_id: id }) => (typeof id === "string" ? id.length : 0)),
      ).size,
    ).toBe(3);
    for (const field of ["Usage_Ref__c", "Erp_Customer__c"]) {
      const bad = share(customers, (row) => row[field] === null || (field === "Usage_Ref__c" && !refs.has(row[field])));
      expect(bad, field).toBeGreaterThan(0.025);
      expect(bad, field).toBeLessThan(0.06);
    }
  });

  it("has accounts entered twice, and parents with children in their region", () => {
    const billedIds = new Set(billing(company, "customers").map((row) => row["crm_id"]));
    const domains = groupBy(
      accounts.filter((row) => row["Website"] !== null),
      "Website",
    );
    const doubled = [...domains.values()].filter((rows) => rows.length > 1);
    expect(doubled.length).toBeGreaterThan(12);
    expect(accounts.some((row) => row["Customer_Since__c"] === null && billedIds.has(row["Id"]))).toBe(true);
    const children = accounts.filter((row) => row["ParentId"] !== null);
    expect(children.length).toBeGreaterThan(40);
    const region = new Map(accounts.map((row) => [row["Id"], row["Region__c"]]));
    expect(children.every((row) => region.get(row["ParentId"]) === row["Region__c"])).toBe(true);
  });

  it("misses some weeks of usage", () => {
    const gaps = [...groupBy(usage(company, "usage/weekly.parquet"), "account_ref").values()].filter((rows) => {
      const days = rows.map((row) => dayIn(row["week"]));
      return days.some((day, i) => i > 0 && day - (days[i - 1] ?? 0) > 7);
    });
    expect(gaps.length).toBeGreaterThan(200);
  });

  it.each([7, 8, 9, 10])(
    "lacks contacts to write to, among EMEA's enterprise renewals of the quarter too (seed %i)",
    (seed) => {
      const made = companyOf(seed, today);
      const contacts = groupBy(crm(made, "Contact"), "AccountId");
      const quarter = fiscalQuarter(dayOf(today));
      const due = crm(made, "Account").filter(
        (row) =>
          row["Region__c"] === "EMEA" &&
          row["Segment__c"] === "enterprise" &&
          row["Renewal_Date__c"] !== null &&
          dayIn(row["Renewal_Date__c"]) >= quarter.start &&
          dayIn(row["Renewal_Date__c"]) <= quarter.end,
      );
      const primary = due.map((row) =>
        (contacts.get(row["Id"]) ?? []).find((contact) => contact["Is_Primary__c"] === true),
      );
      expect(due.some((row) => !contacts.has(row["Id"]))).toBe(true);
      expect(primary.some((contact) => contact?.["HasOptedOutOfEmail"] === true)).toBe(true);
      expect(primary.some((contact) => (contact?.["EmailBouncedDate"] ?? null) !== null)).toBe(true);
      expect(primary.some((contact) => contact !== undefined && contact["Email"] === null)).toBe(true);
      expect(
        primary.filter(
          (contact) =>
            typeof contact?.["Email"] === "string" &&
            contact["HasOptedOutOfEmail"] === false &&
            contact["EmailBouncedDate"] === null,
        ).length,
      ).toBeGreaterThan(8);
    },
  );

  it("keeps to mail domains that can't exist", () => {
    const addresses = crm(company, "Contact")
      .map((row) => row["Email"])
      .filter((email) => typeof email === "string");
    expect(addresses.every((email) => /^[a-z0-9._-]+@[a-z0-9-]+\.example$/.test(email))).toBe(true);
    const texts = crm(company, "Case")
      .map((row) => String(row["Description"]))
      .join("\n");
    expect(
      (texts.match(/@[\w.-]+/g) ?? []).filter((domain) => !/\.example[.-]?$/i.test(domain.replace(/\.$/, ""))),
    ).toEqual([]);
  });

  it("hides some fields from some users and shows each manager her region", () => {
    const { users } = company.crm;
    const manager = users.find((user) => user.profile === "sales-manager" && user.regions?.includes("EMEA"));
    expect(manager?.regions).toEqual(["EMEA"]);
    expect(manager?.hidden["Account"]).toContain("Internal_Notes__c");
    expect(users.find((user) => user.profile === "integration")?.hidden).toEqual({});
    expect(company.crm.client.runAs).toBe(users.find((user) => user.profile === "integration")?.id);
    const names = new Map(
      company.crm.objects.map(({ name, fields }) => [name, new Set(fields.map((field) => field.name))]),
    );
    for (const user of users) {
      for (const [object, fields] of Object.entries(user.hidden))
        expect(fields.every((field) => names.get(object)?.has(field))).toBe(true);
    }
    const active = new Set(users.map((user) => user.id));
    expect(accounts.every((row) => active.has(String(row["OwnerId"])))).toBe(true);
  });
});
