import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ColumnType } from "../../catalog/index.ts";
import { parseJson } from "./json.ts";
import { plural, sqlName, sqlNames } from "./names.ts";
import { retryAfter } from "./retry.ts";
import { decimalText, valueOf } from "./values.ts";

describe("values off the wire", () => {
  it.each<[ColumnType, unknown, unknown]>([
    ["int64", "9007199254740993", 9_007_199_254_740_993n],
    ["int64", 12, 12n],
    ["int64", "9223372036854775808", undefined],
    ["int32", 7, 7],
    ["int32", 2_147_483_648, undefined],
    ["int32", 1.5, undefined],
    ["decimal(12,2)", 12.5, "12.50"],
    ["decimal(12,2)", "1.25e3", "1250.00"],
    ["decimal(12,2)", "-0.00", "0.00"],
    ["decimal(12,2)", "12.345", undefined],
    ["decimal(4,2)", "123.00", undefined],
    ["decimal(18,0)", 1e21, undefined],
    ["date", "2026-11-16", "2026-11-16"],
    ["date", "2026-11-16T00:00:00Z", undefined],
    ["timestamptz", "2026-11-16T10:00:00.000+0000", "2026-11-16T10:00:00Z"],
    ["timestamptz", "2026-11-16 10:00:00.5+05:30", "2026-11-16T04:30:00.500000Z"],
    ["timestamptz", "1969-12-31 23:59:59.999999+00", "1969-12-31T23:59:59.999999Z"],
    ["timestamptz", "0099-12-31T00:00:00Z", "0099-12-31T00:00:00Z"],
    ["timestamptz", "2026-11-16T10:00:00", undefined],
    ["timestamp", "2026-11-16 10:00:00.1234567", "2026-11-16T10:00:00.123456"],
    ["timestamp", "infinity", undefined],
    ["boolean", "t", true],
    ["boolean", 1, undefined],
    ["double", "INF", Infinity],
    ["double", "NaN", Number.NaN],
    ["double", "1,5", undefined],
    ["varchar", 5, "5"],
    ["json", { a: [1, null] }, '{"a":[1,null]}'],
    ["varchar", null, null],
    ["date", undefined, null],
  ])("%s %s", (type, raw, value) => {
    expect(valueOf(type, raw)).toEqual(value);
  });

  it("keeps every digit of any decimal", () => {
    fc.assert(
      fc.property(fc.bigInt(-(10n ** 30n), 10n ** 30n), fc.integer({ min: 0, max: 8 }), (units, scale) => {
        const text = decimalText(`${units}e-${scale}`, 38, scale) ?? "";
        expect(BigInt(text.replace(".", ""))).toBe(units);
        expect(text.split(".")[1]?.length ?? 0).toBe(scale);
      }),
    );
  });

  it("parses JSON without losing a digit, and everything else as JSON.parse does", () => {
    expect(
      parseJson('{"a":9007199254740993,"b":12345678901234567.25,"c":0.1,"d":"9007199254740993","e":[1e300]}'),
    ).toEqual({
      a: "9007199254740993",
      b: "12345678901234567.25",
      c: 0.1,
      d: "9007199254740993",
      e: [1e300],
    });
    const same = (ours: unknown, theirs: unknown): boolean => {
      if (typeof theirs === "number") return Object.is(Number(ours), theirs);
      if (typeof theirs !== "object" || theirs === null || typeof ours !== "object" || ours === null)
        return ours === theirs;
      const names = Object.keys(theirs);
      return (
        Object.keys(ours).length === names.length &&
        names.every((name) => same(Reflect.get(ours, name), Reflect.get(theirs, name)))
      );
    };
    fc.assert(fc.property(fc.json(), (text) => same(parseJson(text), JSON.parse(text))));
  });

  it("reads how long a source wants to be left alone", () => {
    const now = new Date("2026-11-16T12:00:00Z");
    expect([
      retryAfter("3", now),
      retryAfter("Mon, 16 Nov 2026 12:00:05 GMT", now),
      retryAfter("soon", now),
      retryAfter(undefined, now),
    ]).toEqual([3000, 5000, undefined, undefined]);
  });
});

describe("SQL names", () => {
  it.each([
    ["Renewal_Date__c", "renewal_date"],
    ["HasOptedOutOfEmail", "has_opted_out_of_email"],
    ["SLAExpirationDate__c", "sla_expiration_date"],
    ["Product2", "product2"],
    ["ns__Field__c", "ns_field"],
    ["AccountId", "account_id"],
    ["order", "order"],
    ["Größe (cm)", "grosse_cm"],
    ["2020 sales", "_2020_sales"],
    ["A_SalesOrder", "a_sales_order"],
  ])("%s is %s", (native, name) => {
    expect(sqlName(native)).toBe(name);
  });

  it("are told apart, lower case and quotable, whatever the order of the columns", () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(
          fc.oneof(fc.string(), fc.constantFrom("Region", "Region__c", "region", "REGION", "Region_c", "名前", "名")),
          { minLength: 1 },
        ),
        (natives) => {
          const names = sqlNames(natives);
          expect(new Set(names.values()).size).toBe(natives.length);
          expect([...names.values()].every((name) => /^[a-z_][a-z0-9_]*$/.test(name))).toBe(true);
          expect(sqlNames(natives.toReversed())).toEqual(names);
        },
      ),
    );
    expect(Object.fromEntries(sqlNames(["Region__c", "Region"]))).toEqual({ Region: "region", Region__c: "region_c" });
  });

  it.each([
    ["Opportunity", "Opportunities"],
    ["Case", "Cases"],
    ["Address", "Addresses"],
    ["Status", "Statuses"],
    ["News", "News"],
    ["Survey", "Surveys"],
    ["Branch", "Branches"],
  ])("%s in the plural is %s", (one, many) => {
    expect(plural(one)).toBe(many);
  });
});
