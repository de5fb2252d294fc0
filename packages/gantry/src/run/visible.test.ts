import { expect, test } from "vitest";
import type { Access } from "../query/index.ts";
import { seesAtLeast } from "./visible.ts";

const access = (region: string | null, forbidden: readonly string[] = []): Access => ({
  rowFilters: region === null ? {} : { "crm.accounts": "region = $caller_region" },
  forbidden,
  parameters: region === null ? {} : { caller_region: { type: "varchar", value: region } },
});

test.each([
  ["a viewer without filters sees what anyone asked for", access(null), access("EMEA"), true],
  ["a manager does not see what was asked without filters", access("EMEA"), access(null), false],
  ["two managers of one region see each other's", access("EMEA"), access("EMEA"), true],
  ["managers of two regions do not", access("EMEA"), access("APAC"), false],
  ["a forbidden column hides a run that could read it", access(null, ["crm.accounts.notes"]), access(null), false],
  ["unless it was forbidden there too", access(null, ["a.b.c"]), access(null, ["a.b.c", "d.e.f"]), true],
])("%s", (_, viewer, asker, expected) => {
  expect(seesAtLeast(viewer, asker)).toBe(expected);
});
