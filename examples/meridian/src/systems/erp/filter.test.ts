import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ODataError } from "./errors.ts";
import { compileFilter } from "./filter.ts";
import { erpFixture, products } from "./fixture.ts";
import type { EntityRow, EntitySet } from "./schema.ts";

const set = erpFixture.sets[0] as EntitySet;
const matches = (filter: string): string =>
  products
    .filter(compileFilter(set, filter))
    .map((row) => String(row["ProductId"]).slice(-1))
    .join("");

describe("a filter returns just the rows that OData says it does", () => {
  it.each([
    // strings
    ["ProductId eq 'P-1002'", "2"],
    ["'P-1002' eq ProductId", "2"],
    ["ProductId ne 'P-1002'", "13"],
    ["ProductId gt 'P-1001'", "23"],
    ["ProductId le 'P-1002'", "12"],
    ["Name eq 'O''Neill clamp, 50% off'", "2"],
    ["Name eq ''", ""],
    ["contains(Name,'clamp')", "2"],
    ["contains(Name,'CLAMP')", ""],
    ["contains(tolower(Name),'CLAMP')", ""],
    ["contains(toupper(Name),'CLAMP')", "2"],
    ["startswith(Name,'Spec')", "1"],
    ["startswith(Name, '')", "12"],
    ["endswith(Name,'off') eq true", "2"],
    // numbers, past what a double holds and without its rounding
    ["Serial eq 9007199254740993", "1"],
    ["Serial gt 9007199254740992", "1"],
    ["Serial lt 0", "3"],
    ["ListPrice eq 12.5", "2"],
    ["ListPrice eq 12.500", "2"],
    ["ListPrice ge 1.25e1", "12"],
    ["ListPrice lt -0.049", "3"],
    ["Weight eq 0.1", "3"],
    ["Stock eq 0", "2"],
    ["Stock lt ListPrice", "12"],
    // booleans
    ["Active", "1"],
    ["not Active", "2"],
    ["Active eq false", "2"],
    ["(Active) eq (true)", "1"],
    // days and points in time
    ["Launched eq 2024-02-29", "1"],
    ["Launched ge 2024-03-01", "3"],
    ["ChangedAt eq 2026-11-15T23:30:00+01:00", "1"],
    ["ChangedAt ge 2026-11-16T00:00Z", "23"],
    ["ChangedAt gt 2026-11-16T00:00:00.123456Z", "3"],
    // null
    ["Name eq null", "3"],
    ["Name ne null", "12"],
    ["null eq Weight", "2"],
    ["Stock gt null", ""],
    ["Stock ne 7", "23"],
    ["not (Stock gt 5)", "23"],
    ["not contains(Name,'clamp')", "1"],
    ["null eq null", "123"],
    ["null", ""],
    // lists
    ["ProductId in ('P-1001','P-1003')", "13"],
    ["ListPrice in (12.5, -0.050)", "23"],
    ["Name in (null)", "3"],
    ["not (ProductId in ('P-1001'))", "23"],
    // logic and precedence
    ["Stock eq 7 or Stock eq 0 and Active eq true", "1"],
    ["(Stock eq 7 or Stock eq 0) and Active eq true", "1"],
    ["(Stock eq 7 or Stock eq 0) and Active eq false", "2"],
    ["Stock eq 7 and Active or ProductId eq 'P-1003'", "13"],
    ["not (ProductId eq 'P-1001') and not (ProductId eq 'P-1003')", "2"],
    ["not not Active", "1"],
    ["  ( ( Stock\teq 7 ) )  ", "1"],
    ["Stock gt 5 eq true", "1"],
    // an unknown side does not spoil a decided one
    ["Active or ProductId eq 'P-1003'", "13"],
    ["not (contains(Name,'x') and ProductId eq 'P-1001')", "123"],
  ])("%s", (filter, expected) => {
    expect(matches(filter)).toBe(expected);
  });
});

describe("a filter that the service does not understand is refused, never guessed", () => {
  it.each([
    ["", 400],
    ["Stock eq", 400],
    ["Stock eq 1 Stock eq 2", 400],
    ["Stock = 1", 400],
    ["(Stock eq 1", 400],
    ["Stock eq 1)", 400],
    ["Stock eq 'one'", 400],
    ["Name eq 5", 400],
    ["Launched eq '2024-02-29'", 400],
    ["Launched eq 2024-02-30", 400],
    ["Launched eq 2024-02-29T00:00:00Z", 400],
    ["ChangedAt eq 2026-13-01T00:00:00Z", 400],
    ["ChangedAt eq 2026-11-16T00:00:00", 400],
    ["Name eq 'open", 400],
    ["Nonsense eq 1", 400],
    ["name eq 'x'", 400],
    ["Orders eq null", 400],
    ["not Stock gt 5", 400],
    ["Stock", 400],
    ["Stock and Active", 400],
    ["contains(Name)", 400],
    ["contains(Stock,'1')", 400],
    ["Stock in ()", 400],
    ["Stock in (Stock)", 400],
    ["Stock in ('1')", 400],
    ["Stock EQ 1", 400],
    ["Stock eq 1;Stock eq 2", 400],
    [`${"(".repeat(200)}Active${")".repeat(200)}`, 400],
    ["Stock add 1 eq 2", 501],
    ["Stock has 1", 501],
    ["length(Name) eq 3", 501],
    ["year(Launched) eq 2024", 501],
    ["Product/Name eq 'x'", 501],
    ["Orders/any(o:o/Quantity gt 1)", 501],
    ["$it eq null", 501],
    ["@p eq 1", 501],
    ["Name eq 01234567-89ab-cdef-0123-456789abcdef", 501],
    ["Launched eq duration'P1D'", 501],
    ["ChangedAt gt 12:30:00", 501],
  ])("%s", (filter, status) => {
    let thrown: unknown;
    try {
      compileFilter(set, filter);
    } catch (error) {
      thrown = error;
    }
    expect(thrown).toBeInstanceOf(ODataError);
    expect((thrown as ODataError).status).toBe(status);
  });

  it("names the property and the position, and no literal", () => {
    expect(() => compileFilter(set, "Stock eq 'Miller'")).toThrow(
      "a number can't be compared with a string at position 7",
    );
  });
});

describe("for any filter", () => {
  // A second reading of the same expression, built beside its text: true, false or null.
  type Both = { text: string; value: (row: EntityRow) => boolean | null };
  const operators = {
    eq: (a: number, b: number) => a === b,
    ne: (a: number, b: number) => a !== b,
    gt: (a: number, b: number) => a > b,
    ge: (a: number, b: number) => a >= b,
    lt: (a: number, b: number) => a < b,
    le: (a: number, b: number) => a <= b,
  };
  const comparison = fc
    .record({
      operator: fc.constantFrom(...(Object.keys(operators) as (keyof typeof operators)[])),
      n: fc.integer({ min: -2, max: 2 }),
    })
    .map(({ operator, n }): Both => ({
      text: `Stock ${operator} ${n}`,
      value: ({ Stock }) => (typeof Stock === "number" ? operators[operator](Stock, n) : operator === "ne"),
    }));
  const flag = fc.constant<Both>({ text: "Active", value: ({ Active }) => Active as boolean | null });
  const { expression } = fc.letrec<{ expression: Both }>((tie) => ({
    expression: fc.oneof(
      { depthSize: "medium" },
      comparison,
      flag,
      tie("expression").map((a): Both => ({
        text: `not (${a.text})`,
        value: (row) => (a.value(row) === null ? null : !(a.value(row) ?? false)),
      })),
      fc.tuple(tie("expression"), tie("expression"), fc.boolean()).map(([a, b, or]): Both => ({
        text: or ? `(${a.text} or ${b.text})` : `(${a.text}) and (${b.text})`,
        value: (row) => {
          const sides = [a.value(row), b.value(row)];
          return sides.includes(or) ? or : sides.includes(null) ? null : !or;
        },
      })),
    ),
  }));
  const rows = fc.array(
    fc.record({ Stock: fc.option(fc.integer({ min: -2, max: 2 })), Active: fc.option(fc.boolean()) }),
    { maxLength: 20 },
  );

  it("the rows are those of an independent reading", () => {
    fc.assert(
      fc.property(expression, rows, (both, some) => {
        expect(some.filter(compileFilter(set, both.text))).toEqual(some.filter((row) => both.value(row) === true));
      }),
      { numRuns: 500 },
    );
  });

  it("a text always finds itself, whatever characters it has", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        const filter = `Name eq '${text.replaceAll("'", "''")}' and contains(Name,'${text.replaceAll("'", "''")}')`;
        expect(compileFilter(set, filter)({ Name: text })).toBe(true);
        expect(compileFilter(set, filter)({ Name: `${text}!` })).toBe(false);
      }),
    );
  });
});
