// Values that reach a model in another form than their column's: made over, gathered in lists, named in a text beside them.
import { describe, expect, test } from "vitest";
import type { ColumnType, Label, Row } from "../../catalog/index.ts";
import type { ShapeColumn } from "../../flow/index.ts";
import { definePolicy } from "../../policy/index.ts";
import type { TreatmentRule } from "../../policy/index.ts";
import {
  catalogColumn,
  catalogOf,
  catalogTable,
  guardOf,
  modelEgress,
  recordingModels,
  shapeColumn,
} from "../testing/sample.ts";

type Spec = readonly [type: ColumnType, label: Label, as: ShapeColumn["type"], level: "copied" | "derived"];

/** The prompt that a row of these columns makes, each column of the shape from a source column of its name. */
const promptOf = async (columns: Readonly<Record<string, Spec>>, values: Row, rules: readonly TreatmentRule[]) => {
  const models = recordingModels("outside", "openai:gpt-5", () => ({ body: "Hello" }));
  const entries = Object.entries(columns);
  const catalog = catalogOf(
    catalogTable(
      "a.t",
      ["id"],
      entries.map(([name, [type, label]]) => catalogColumn(name, type, [label])),
    ),
  );
  const policy = definePolicy({
    treatments: [
      ...rules,
      { label: "text.untrusted", to: {}, treatment: "token" },
      { label: "*", level: "control", to: {}, treatment: "pass" },
    ],
    roles: [],
  });
  const { guard } = guardOf(models, { catalog, policy });
  const shape = {
    columns: entries.map(([name, [, , as, level]]) => shapeColumn(name, as, { [`a.t.${name}`]: level })),
    control: [],
  };
  const template = entries.map(([name]) => `${name}: {{${name}}}`).join("\n");
  await guard.model(modelEgress({ shape, values, known: [], template }));
  return models.requests[0]?.prompt ?? "";
};

const rule = (label: Label, treatment: TreatmentRule["treatment"]): TreatmentRule => ({ label, to: {}, treatment });

describe("a value that should leave as a band", () => {
  test("and is a text leaves as a token, copied, made over or in a list", async () => {
    for (const as of ["varchar", "json"] as const) {
      for (const level of ["copied", "derived"] as const) {
        const who = as === "json" ? ["ada@aldermoor.example"] : "ada@aldermoor.example";
        const prompt = await promptOf({ who: ["varchar", "person.email", as, level] }, { who }, [
          rule("person.email", "band"),
        ]);
        expect(prompt, `${as} ${level}`).toMatch(/EMAIL_\w{4}/);
        expect(prompt).not.toContain("ada@");
      }
    }
  });

  test("and is a day that was cast to a text leaves as a token", async () => {
    const prompt = await promptOf({ born: ["date", "person.birth", "varchar", "derived"] }, { born: "1931-04-05" }, [
      rule("person.birth", "band"),
    ]);
    expect(prompt).toMatch(/born: BIRTH_\w{4}/);
  });

  test("and is a number that was cast to a text leaves as a band, however small, a year's or not", async () => {
    for (const [seats, band] of [
      ["431", "200–500"],
      ["1987", "1k–2k"],
    ] as const) {
      const prompt = await promptOf({ seats: ["int32", "financial", "varchar", "derived"] }, { seats }, [
        rule("financial", "band"),
      ]);
      expect(prompt).toContain(`seats: ${band}`);
    }
  });
});

describe("a text beside", () => {
  const note = ["varchar", "text.untrusted", "varchar", "copied"] as const;

  test("does not tell an amount that the row holds in a list", async () => {
    const prompt = await promptOf(
      { pay: ["decimal(12,2)", "financial", "json", "copied"], note },
      { pay: ["84320.00", "91500.50"], note: "She earns 84,320 and he 91500.50 a year." },
      [rule("financial", "band")],
    );
    expect(prompt).not.toMatch(/84,?320|91500/);
  });

  test("does not tell a value that the row holds in another form", async () => {
    const prompt = await promptOf(
      { place: ["varchar", "business", "varchar", "derived"], note },
      { place: "ALDERMOOR", note: "Nobody in Aldermoor answers." },
      [rule("business", "drop")],
    );
    expect(prompt.toLowerCase()).not.toContain("aldermoor");
  });
});
