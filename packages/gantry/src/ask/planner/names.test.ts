import { expect, test } from "vitest";
import { bindNames, withoutNames } from "./names.ts";

const names = { PERSON_7K3Q: "Ada O'Hara", COMPANY_2X9B: "Aldermoor" };

test("a name is a parameter, and its value no part of the SQL", () => {
  expect(bindNames("select id as row from t where name = 'PERSON_7K3Q'", names)).toEqual({
    sql: "select id as row from t where name = $name_person_7k3q",
    values: { name_person_7k3q: "Ada O'Hara" },
  });
});

test("within a text it stands between its pieces", () => {
  const { sql, values } = bindNames("where a like '%PERSON_7K3Q of COMPANY_2X9B''s%'", names);
  expect(sql).toBe("where a like ('%' || $name_person_7k3q || ' of ' || $name_company_2x9b || '''s%')");
  expect(Object.keys(values)).toHaveLength(2);
});

test.each([
  ["a name of a column", "select PERSON_7K3Q as row from t"],
  ["a quoted name", 'select "PERSON_7K3Q" as row from t'],
  ["a comment", "select 1 /* PERSON_7K3Q */ as row"],
  ["a text with escapes", String.raw`select e'\'PERSON_7K3Q' as row`],
  ["a dollar quote", "select $$PERSON_7K3Q$$ as row"],
])("as %s it is refused", (_, sql) => {
  expect(() => bindNames(sql, names)).toThrow(/only in a text in single quotes/);
});

test("a token that the question did not have is a text like any other", () => {
  expect(bindNames("select 'PERSON_9999' as row", names)).toEqual({ sql: "select 'PERSON_9999' as row", values: {} });
});

test("what goes to the model again has neither tokens nor names", () => {
  const reply = "where name = 'PERSON_7K3Q' or 'PERSON_9999'";
  expect(withoutNames(reply, names)).toBe("where name = '<name>' or 'PERSON_9999'");
});
