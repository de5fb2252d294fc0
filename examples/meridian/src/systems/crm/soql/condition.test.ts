// Random conditions, however nested, find the records that a plain reading of them finds.
import fc from "fast-check";
import { expect, it } from "vitest";
import { makeOrganization } from "../organization.ts";
import type { CrmRecord } from "../schema.ts";
import { sampleCompany } from "../testing/company.ts";
import { makeViewer } from "../viewer.ts";
import { parseSoql } from "./parse.ts";
import { runStatement } from "./run.ts";

interface Case {
  readonly soql: string;
  readonly holds: (record: CrmRecord) => boolean;
}

const organization = makeOrganization(sampleCompany(40), () => new Date("2026-11-16T12:00:00Z"));
const [integration] = organization.data.users;
if (integration === undefined) throw new Error("the sample company has no users");
const viewer = makeViewer(organization, integration);
const cases = [...(organization.table("Case")?.records.values() ?? [])];

const quote = (text: string): string => `'${text.replaceAll("\\", "\\\\").replaceAll("'", "\\'")}'`;
const lower = (value: unknown): string | null => (typeof value === "string" ? value.toLowerCase() : null);
const texts = fc.constantFrom("new", "WORKING", "Closed", "O'Neil", "back\\slash", "high", "Low");
const fields = fc.constantFrom("Status", "Priority", "Subject");

const equality: fc.Arbitrary<Case> = fc.tuple(fields, fc.boolean(), fc.option(texts)).map(([field, equal, text]) => ({
  soql: `${field} ${equal ? "=" : "!="} ${text === null ? "null" : quote(text)}`,
  holds: (record) => (lower(record[field]) === (text?.toLowerCase() ?? null)) === equal,
}));
const listed: fc.Arbitrary<Case> = fc
  .tuple(fields, fc.boolean(), fc.array(texts, { minLength: 1, maxLength: 4 }))
  .map(([field, within, list]) => ({
    soql: `${field} ${within ? "IN" : "NOT IN"} (${list.map(quote).join(", ")})`,
    holds: (record) => list.some((text) => text.toLowerCase() === lower(record[field])) === within,
  }));
const dated: fc.Arbitrary<Case> = fc
  .tuple(fc.constantFrom("<", "<=", ">", ">="), fc.integer({ min: 1, max: 16 }))
  .map(([operator, day]) => {
    const instant = `2026-11-${String(day).padStart(2, "0")}T08:00:00.000Z`;
    const wanted: Record<string, (value: string) => boolean> = {
      "<": (value) => Date.parse(value) < Date.parse(instant),
      "<=": (value) => Date.parse(value) <= Date.parse(instant),
      ">": (value) => Date.parse(value) > Date.parse(instant),
      ">=": (value) => Date.parse(value) >= Date.parse(instant),
    };
    return {
      soql: `CreatedDate ${operator} ${instant.replace(".000Z", "Z")}`,
      holds: (record) => wanted[operator]?.(String(record["CreatedDate"])) ?? false,
    };
  });
const alike: fc.Arbitrary<Case> = fc
  .tuple(fc.constantFrom("Case 1", "case", "2", ""), fc.boolean())
  .map(([text, front]) => ({
    soql: `Subject LIKE '${front ? "" : "%"}${text}%'`,
    holds: (record) => {
      const subject = lower(record["Subject"]) ?? "";
      return front ? subject.startsWith(text.toLowerCase()) : subject.includes(text.toLowerCase());
    },
  }));

const leaf = fc.oneof(equality, listed, dated, alike);
const { condition } = fc.letrec<{ condition: Case }>((tie) => ({
  condition: fc.oneof(
    { maxDepth: 4, depthIdentifier: "condition" },
    leaf,
    fc
      .tuple(fc.boolean(), fc.array(tie("condition"), { minLength: 2, maxLength: 4, depthIdentifier: "condition" }))
      .map(([all, args]) => ({
        soql: args.map((it) => `(${it.soql})`).join(all ? " AND " : " OR "),
        holds: (record: CrmRecord) =>
          all ? args.every((it) => it.holds(record)) : args.some((it) => it.holds(record)),
      })),
    tie("condition").map((arg) => ({
      soql: `NOT (${arg.soql})`,
      holds: (record: CrmRecord) => !arg.holds(record),
    })),
  ),
}));

/** Three NOTs within each other are refused: the parser loses one. */
const threefold = /NOT \(+NOT \(+NOT/;

it("three NOTs within each other are refused, not read as two", () => {
  expect(() => parseSoql("SELECT Id FROM Case WHERE NOT (NOT (NOT (Subject = 'a')))")).toThrow("two NOTs");
  expect(() => parseSoql("SELECT Id FROM Case WHERE NOT NOT NOT Subject = 'a'")).toThrow("unexpected token: 'NOT'");
});

it("AND, OR, NOT and parentheses mean what they say", () => {
  let found = 0;
  fc.assert(
    fc.property(condition, ({ soql, holds }) => {
      fc.pre(!threefold.test(soql));
      const outcome = runStatement(
        { organization, viewer, version: "v62.0", pageOfChildren: () => ({}) },
        parseSoql(`SELECT Id FROM Case WHERE ${soql}`),
      );
      if (outcome.kind !== "records") throw new Error("not records");
      const expected = cases.filter(holds).map((it) => it["Id"]);
      expect(outcome.set.rows.map((it) => it["Id"])).toEqual(expected);
      if (expected.length > 0 && expected.length < cases.length) found++;
    }),
    { numRuns: 500 },
  );
  // Most conditions tell some records from others, or the test would prove little.
  expect(found).toBeGreaterThan(150);
});
