import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { dayOf } from "./calendar.ts";
import { isRecordId } from "./crm-id.ts";
import { generateCompany } from "./generate.ts";
import { billing, companyOf, crm, dayIn, erp, groupBy, usage } from "./tables-for-tests.ts";
import type { Company } from "./types.ts";

const today = "2026-11-16";
const company = companyOf(7, today);
const accounts = crm(company, "Account");
const print = (made: Company) => createHash("sha256").update(JSON.stringify(made)).digest("hex");

describe("the sample company", () => {
  it("is the same each time for a seed and a day, and another for another seed or day", () => {
    const small = { seed: 3, today, accounts: 120 };
    const once = print(generateCompany(small));
    expect(print(generateCompany(small))).toBe(once);
    expect(print(generateCompany({ ...small, seed: 4 }))).not.toBe(once);
    expect(print(generateCompany({ ...small, today: "2026-11-17" }))).not.toBe(once);
  });

  it("has the size that was promised", () => {
    expect(accounts).toHaveLength(1200);
    expect(crm(company, "Case")).toHaveLength(8000);
    expect(erp(company, "Products")).toHaveLength(60);
    expect(company.pictures).toHaveLength(60);
    const enterpriseEmea = accounts.filter((row) => row["Region__c"] === "EMEA" && row["Segment__c"] === "enterprise");
    expect(enterpriseEmea).toHaveLength(90);
    expect(new Set(accounts.map((row) => row["CurrencyIsoCode"]))).toEqual(
      new Set(["EUR", "USD", "GBP", "CHF", "JPY"]),
    );
    expect(new Set(usage(company, "usage/weekly.parquet").map((row) => row["week"])).size).toBe(78);
  });

  it.each([9, 30, 100, 2000])("can be had with %i accounts", (count) => {
    const made = companyOf(5, today, count);
    expect(crm(made, "Account")).toHaveLength(count);
    expect(crm(made, "Case")).toHaveLength(Math.round((count * 20) / 3));
  });

  it("refuses a day that does not exist and a number of accounts that is none", () => {
    expect(() => generateCompany({ seed: 1, today: "2026-02-30" })).toThrow(RangeError);
    expect(() => generateCompany({ seed: 1, today: "16.11.2026" })).toThrow(RangeError);
    expect(() => generateCompany({ seed: 1, today, accounts: 2.5 })).toThrow(RangeError);
    expect(() => generateCompany({ seed: 1, today, accounts: 0 })).toThrow(RangeError);
  });

  it("knows nothing from today on", () => {
    const tooLate = company.crm.objects.flatMap(({ name, records }) =>
      ["CreatedDate", "LastModifiedDate", "ClosedDate", "EmailBouncedDate"].flatMap((field) =>
        records.some((record) => (record[field] ?? "") >= today) ? [`${name}.${field}`] : [],
      ),
    );
    expect(tooLate).toEqual([]);
    const changedBeforeMade = company.crm.objects.flatMap(({ name, records }) =>
      records.filter((record) => String(record["LastModifiedDate"]) < String(record["CreatedDate"])).map(() => name),
    );
    expect([...new Set(changedBeforeMade)]).toEqual([]);
    const past = [
      ...billing(company, "payments").map((row) => row["paid_on"]),
      ...billing(company, "invoices").map((row) => row["issued_on"]),
      ...erp(company, "SalesOrders").map((row) => row["OrderDate"]),
      ...usage(company, "usage/views.parquet").map((row) => row["viewed_at"]),
    ];
    expect(past.filter((day) => String(day) >= today)).toEqual([]);
    const lastWeek = Math.max(...usage(company, "usage/weekly.parquet").map((row) => dayIn(row["week"])));
    expect(lastWeek + 7).toBe(dayOf("2026-11-16"));
  });

  it("never tells what it hides: how a customer fares, or in what mood a ticket was written", () => {
    const names = [
      ...company.crm.objects.flatMap(({ fields }) => fields.map(({ name }) => name)),
      ...company.crm.objects.flatMap(({ records }) => Object.keys(records[0] ?? {})),
      ...company.billing.flatMap(({ columns }) => columns),
      ...company.usage.flatMap(({ columns }) => columns.map(({ name }) => name)),
      ...company.erp.sets.flatMap(({ rows }) => Object.keys(rows[0] ?? {})),
    ];
    expect(
      names.filter((name) => /health|risk|troubl|strain|episode|severity|mood|sentiment|temper|probab/i.test(name)),
    ).toEqual([]);
  });

  it("serves each record with exactly the fields it describes", () => {
    for (const { fields, records } of company.crm.objects) {
      const described = fields.map(({ name }) => name).sort();
      for (const record of records.slice(0, 50)) expect(Object.keys(record).sort()).toEqual(described);
    }
    for (const { properties, rows } of company.erp.sets) {
      expect(Object.keys(rows[0] ?? {})).toEqual(properties.map(({ name }) => name));
    }
    for (const { columns, rows } of company.billing)
      expect(rows.every((row) => row.length === columns.length)).toBe(true);
  });

  it("lets every reference within a system resolve", () => {
    for (const { fields, records } of company.crm.objects) {
      for (const { name, referenceTo } of fields) {
        if (referenceTo === undefined) continue;
        const targets = new Set(crm(company, referenceTo).map((row) => row["Id"]));
        const values = records.map((record) => record[name]).filter((value) => value !== null);
        expect(
          values.filter((value) => !targets.has(value ?? "")),
          name,
        ).toEqual([]);
      }
    }
    const ids = (table: string) => new Set(billing(company, table).map((row) => row["id"]));
    const customers = ids("customers");
    const contracts = ids("contracts");
    const invoices = ids("invoices");
    expect(billing(company, "contracts").every((row) => customers.has(row["customer_id"]))).toBe(true);
    expect(
      billing(company, "invoices").every(
        (row) => customers.has(row["customer_id"]) && contracts.has(row["contract_id"]),
      ),
    ).toBe(true);
    expect(billing(company, "payments").every((row) => invoices.has(row["invoice_id"]))).toBe(true);
    for (const { navigation, rows } of company.erp.sets) {
      for (const { target, on, collection } of navigation) {
        const [[from, to] = ["", ""]] = Object.entries(on);
        const targets = new Set(erp(company, target).map((row) => row[to]));
        if (!collection)
          expect(
            rows.every((row) => targets.has(row[from])),
            `${target} by ${from}`,
          ).toBe(true);
      }
    }
  });

  it("gives every record of the CRM an id that Salesforce would accept, once", () => {
    const ids = company.crm.objects.flatMap(({ keyPrefix, records }) =>
      records.map((record) => {
        expect(String(record["Id"]).startsWith(keyPrefix)).toBe(true);
        return String(record["Id"]);
      }),
    );
    expect(ids.every(isRecordId)).toBe(true);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it("adds orders up from their items", () => {
    const items = groupBy(erp(company, "SalesOrderItems"), "SalesOrderID");
    for (const order of erp(company, "SalesOrders")) {
      const sum = (items.get(order["SalesOrderID"]) ?? []).reduce(
        (total, item) => total + Number(item["NetAmount"]),
        0,
      );
      expect(sum).toBeCloseTo(Number(order["NetAmount"]), 1);
    }
  });
});
