import { expect, test } from "vitest";
import { openLiterals } from "./literals.ts";

const values = { COMPANY_7K3Q: "O'Brien & Sons", PERSON_2X9B: "x' or '1'='1" };

test("a token between quotes becomes a parameter, whatever its value holds", () => {
  const { sql, parameters } = openLiterals(
    "select id from a where name = 'COMPANY_7K3Q' and who <> 'PERSON_2X9B'",
    values,
  );
  expect(sql).toBe("select id from a where name = $__value_1 and who <> $__value_2");
  expect(parameters).toEqual({
    __value_1: { type: "varchar", value: "O'Brien & Sons" },
    __value_2: { type: "varchar", value: "x' or '1'='1" },
  });
});

test("so does one in a longer text; texts without tokens stay as they are", () => {
  const { sql, parameters } = openLiterals("select 'it''s' as s from a where name like 'COMPANY_7K3Q%'", values);
  expect(sql).toBe("select 'it''s' as s from a where name like $__value_1");
  expect(parameters["__value_1"]?.value).toBe("O'Brien & Sons%");
});

test.each(["select id from a where name = COMPANY_7K3Q", 'select "PERSON_2X9B" from a', "select 1 -- PERSON_2X9B"])(
  "a token anywhere else is refused, and its value is never a part of the SQL: %s",
  (sql) => {
    expect(() => openLiterals(sql, values)).toThrow(/not between quotes/);
  },
);

test("a word that was never issued is a text like any other", () => {
  expect(openLiterals("select id from a where name = 'COMPANY_9Z9Z'", values).parameters).toEqual({});
});
