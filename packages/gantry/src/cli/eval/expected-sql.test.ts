import { expect, test } from "vitest";
import { needsDay, wholeSql } from "./expected-sql.ts";

const time = { today: "2026-11-16", calendar: { timeZone: "Europe/Zurich", fiscalYearStart: 2 } };
const names = {
  spans: { last_quarter: "last quarter", never: "someday" },
  views: {
    customer: "select * from crm.accounts where status = 'active'",
    german: "select * from customer where country = 'DE' and since < $last_quarter.start",
  },
};

test("views that the SQL reads stand before it, those that they read first, and no others", () => {
  expect(wholeSql("select 1", names, time)).toBe("select 1");
  expect(wholeSql("select count(*) from customer", names, time)).toBe(
    "with customer as (select * from crm.accounts where status = 'active') select count(*) from customer",
  );
  expect(wholeSql("select * from german", names, time)).toMatch(
    /^with customer as \(.*\), german as \(.*\) select \* from german$/,
  );
});

test("SQL that begins with common table expressions keeps them", () => {
  expect(wholeSql("WITH x AS (select 1 from customer) select * from x", names, time)).toMatch(
    /^with customer as \(.*\), x AS \(select 1 from customer\) select \* from x$/,
  );
  expect(wholeSql("with recursive x as (select 1 from customer) select * from x", names, time)).toMatch(
    /^with recursive customer as/,
  );
});

test("a span is days of the company's calendar, its end the first day after", () => {
  const sql = "select 1 from t where day >= $last_quarter.start and day < $last_quarter.end and $today = day";
  expect(needsDay(sql, names)).toBe(true);
  expect(wholeSql(sql, names, time)).toBe(
    "select 1 from t where day >= date '2026-08-01' and day < date '2026-11-01' and $today = day",
  );
  // Through a view too.
  expect(needsDay("select * from german", names)).toBe(true);
  expect(needsDay("select $today from customer", names)).toBe(false);
});

test("a span that nobody wrote, or that is none, is told by name", () => {
  expect(() => wholeSql("select $next_year.end", names, time)).toThrow('there is no span "next_year"');
  expect(() => wholeSql("select $never.end", names, time)).toThrow('span "never" is no span of time');
});
