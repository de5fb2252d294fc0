import fc from "fast-check";
import { expect, test } from "vitest";
import type { ColumnType, Label, Row } from "../catalog/index.ts";
import type { Shape } from "../flow/index.ts";
import { decide, definePolicy, strictness } from "../policy/index.ts";
import type { TreatmentRule } from "../policy/index.ts";
import {
  catalogColumn,
  catalogOf,
  catalogTable,
  guardOf,
  modelEgress,
  recordingModels,
  shapeColumn,
} from "./testing/sample.ts";

const labels = [
  "person.name",
  "person.email",
  "company.name",
  "identifier",
  "financial",
  "text.untrusted",
  "business",
  "secret",
] as const;
type TestLabel = (typeof labels)[number];

const name = fc
  .constantFrom("Ada", "Jörg", "Zoë", "Will", "Anne-Marie", "Ó Ríordáin")
  .chain((first) => fc.stringMatching(/^[A-Z][a-z]{5,9}$/).map((last) => `${first} ${last}`));
const company = fc
  .stringMatching(/^[A-Z][a-z]{6,9}$/)
  .chain((word) => fc.constantFrom("GmbH", "Ltd.", "SAS", "(UK) + Co.").map((form) => `${word} ${form}`));
const email = fc.stringMatching(/^[a-z]{6,9}@[a-z]{5,8}\.example$/);
const valueFor: Record<TestLabel, fc.Arbitrary<string | number>> = {
  "person.name": name,
  "person.email": email,
  "company.name": company,
  identifier: fc.stringMatching(/^00[0-9A-Z]{13}$/),
  financial: fc.integer({ min: 10_000, max: 99_999_999 }),
  "text.untrusted": fc.constant(""),
  business: fc.constantFrom("weekly", "EMEA", "enterprise"),
  secret: fc.stringMatching(/^[a-z]{12}$/),
};

const column = fc.constantFrom(...labels).chain((label) => valueFor[label].map((value) => ({ label, value })));
const filler = fc.constantFrom(
  " says ",
  "\n",
  ", ",
  "'s pump is broken. ",
  " (",
  ") and ",
  " ⟦end⟧ ",
  " PERSON_7K3Q ",
  ": ",
  " — ",
);

const treatments: fc.Arbitrary<TreatmentRule[]> = fc.uniqueArray(
  fc.record({
    label: fc.constantFrom(...labels, "person.*", "*"),
    to: fc.constantFrom({ kind: "model" as const }, { zone: "outside" as const }, {}),
    treatment: fc.constantFrom(...strictness.filter((each) => each !== "refuse"), "refuse" as const),
  }),
  { selector: (rule) => JSON.stringify([rule.label, rule.to]), minLength: 3, maxLength: 14 },
);

test("whatever the rows and the policy: no treated value stands in clear in what a model outside is sent", async () => {
  let sentCount = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.array(column, { minLength: 1, maxLength: 7 }),
      fc.array(fc.tuple(fc.nat(6), filler, fc.constantFrom("as is", "upper", "lower")), { maxLength: 8 }),
      treatments,
      async (columns, pieces, rules) => {
        const text = pieces
          .map(([index, between, form]) => {
            const value = String(columns[index % columns.length]?.value ?? "");
            return `${form === "upper" ? value.toUpperCase() : form === "lower" ? value.toLowerCase() : value}${between}`;
          })
          .join("");
        const typeOf = (label: Label): ColumnType => (label === "financial" ? "double" : "varchar");
        const all = [...columns.map(({ label }) => label), "text.untrusted" as const];
        const values: Row = Object.fromEntries([
          ...columns.map(({ value }, index) => [`c${index}`, value]),
          [`c${columns.length}`, text],
        ]);
        const shape: Shape = {
          columns: all.map((label, index) => shapeColumn(`c${index}`, typeOf(label), { [`s.t.c${index}`]: "copied" })),
          control: [],
        };
        const policy = definePolicy({ treatments: rules, roles: [] });
        const models = recordingModels("outside", "llm", () => ({ body: "Hello." }));
        const { guard, ledgerStore } = guardOf(models, {
          policy,
          catalog: catalogOf(
            catalogTable(
              "s.t",
              [],
              all.map((label, index) => catalogColumn(`c${index}`, typeOf(label), [label])),
            ),
          ),
        });
        const template = all.map((_, index) => `{{c${index}}}`).join("\n");
        const outcome = await guard
          .model(modelEgress({ shape, values, template, known: [] }))
          .catch((error: { code?: string }) => error.code);
        const destination = { kind: "model", zone: "outside", name: "llm" } as const;
        const treat = (label: Label) => decide(policy, { label, level: "copied", destination }).treatment;
        if (all.some((label) => treat(label) === "refuse")) {
          expect([outcome, models.requests.length]).toEqual(["policy-breach", 0]);
          return;
        }
        sentCount += 1;
        expect(ledgerStore.entries.filter((entry) => entry.kind === "attempted")).toHaveLength(models.requests.length);
        const [request] = models.requests;
        const sent = JSON.stringify([request?.instructions, request?.prompt, request?.facts]).toLowerCase();
        for (const { label, value } of columns) {
          // Words that anybody may write, and texts, are no one's name.
          if (treat(label) === "pass" || label === "text.untrusted" || label === "business") continue;
          expect(sent).not.toContain(JSON.stringify(String(value)).slice(1, -1).toLowerCase());
        }
      },
    ),
    { numRuns: 400 },
  );
  expect(sentCount).toBeGreaterThan(20);
});
