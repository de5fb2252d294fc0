// What the checker makes of conditions and of what stands in for a step that failed.
import { afterAll, describe, expect, test } from "vitest";
import { query } from "./index.ts";
import type { Step, StepOptions } from "./index.ts";
import { check, codes, contacts, document, engine, letters, review, send } from "./testing/letters.ts";

afterAll(() => engine.close());

const cases = query("id", "select id, account_id, text from crm.cases");
const big = query("id", "select id, revenue from crm.accounts where revenue > 1000");
const named = (options: StepOptions): Step =>
  query("id", "select id, name, email, account, revenue from contacts", options);
const reading = (step: Step, from: string): Step => ({ ...step, each: `select * from ${from}` }) as Step;

describe("a condition", () => {
  test("is part of what decides the rows of its step, and of all that read it", async () => {
    const chosen = named({ when: "(select max(revenue) from big) > 5" });
    const proof = await check({ contacts, big, chosen, letters: reading(letters("{{name}}"), "chosen") });
    expect(proof.findings).toEqual([]);
    const control = proof.exposures.filter((it) => it.step === "letters" && it.via === "control");
    expect(control.map((it) => it.column)).toContain("crm.accounts.revenue");
  });

  test("counts where what it decides on leaves at once", async () => {
    const asked = { ...letters("{{name}}"), when: "exists (from big)" } as Step;
    const proof = await check({ contacts, big, letters: asked });
    expect(proof.exposures).toContainEqual(
      expect.objectContaining({ step: "letters", via: "control", column: "crm.accounts.revenue" }),
    );
  });

  test("can't rest on text that outsiders wrote", async () => {
    const chosen = named({ when: "exists (from cases where text like '%angry%')" });
    expect(await codes({ contacts, cases, chosen })).toEqual(["untrusted-control"]);
    const direct = named({ when: "(select max(text) from cases) = 'now'" });
    expect(await codes({ contacts, cases, direct })).toEqual(["untrusted-control"]);
  });

  test("is a condition, over steps that stand before it", async () => {
    expect(await codes({ contacts, chosen: named({ when: "(select count(*) from contacts)" }) })).toEqual([
      "no-condition",
    ]);
    await expect(check({ contacts, chosen: named({ when: "exists (from later)" }) })).rejects.toMatchObject({
      code: "bad-sql",
      message: expect.stringContaining('step "chosen"'),
    });
  });
});

describe("what stands in for a step", () => {
  test("lets all that the step read decide on what is there, since any of it may have made it fail", async () => {
    const onError = "skip" as const;
    const cast = query("id", "select id, cast(notes as varchar) as notes from crm.accounts", { onError });
    const seen = query("id", "select c.id, c.name from contacts c where exists (from cast_notes)");
    const proof = await check({ contacts, cast_notes: cast, seen, letters: reading(letters("{{name}}"), "seen") });
    expect(proof.exposures.map((it) => `${it.via} ${it.column}`)).toContain("control crm.accounts.notes");
  });

  test("has the columns of the step, with values that fit", async () => {
    const rows = (row: Readonly<Record<string, string | number | null>>) => ({ onError: { default: [row] } });
    const usual = query(
      "id",
      "select id, revenue, name from crm.accounts",
      rows({ id: "1", revenue: 12.5, name: null }),
    );
    expect(await codes({ usual })).toEqual([]);
    expect(await codes({ big: { ...big, ...rows({ id: "1" }) } })).toEqual(["unfit-default"]);
    expect(await codes({ big: { ...big, ...rows({ id: 1, revenue: 2 }) } })).toEqual(["unfit-default"]);
    expect(await codes({ big: { ...big, ...rows({ id: "1", revenue: 2, more: 3 }) } })).toEqual(["unknown-column"]);
    const written = { ...letters("{{name}}"), onError: { default: [{ body: "Hello" }] } } as Step;
    expect(await codes({ contacts, written })).toEqual([]);
    expect(await codes({ contacts, written: { ...written, onError: { default: [] } } })).toEqual(["unfit-default"]);
  });

  test("carries the labels of both steps, and lets neither out where the policy refuses it", async () => {
    const safe = query("id", "select id, name, name as email, account, revenue from contacts");
    const other = query("id", "select id, name, email, account, revenue from contacts");
    const shown = query("id", "select id, name, name as email, account, revenue from contacts", {
      onError: { goTo: "other" },
    });
    const read = reading(letters("{{email}}"), "shown");
    expect(await codes({ contacts, safe, letters: reading(letters("{{email}}"), "safe") })).toEqual([]);
    expect(await codes({ contacts, other, shown, letters: read })).toContain("refused-by-policy");
  });

  test("has all columns of the step that goes there", async () => {
    const thin = query("id", "select id, name from contacts");
    expect(await codes({ contacts, thin, chosen: named({ onError: { goTo: "thin" } }) })).toEqual([
      "unfit-fallback",
      "unfit-fallback",
      "unfit-fallback",
    ]);
  });

  test("stands before it, for it alone, and is read by its name only", () => {
    const goTo = (target: string): StepOptions => ({ onError: { goTo: target } });
    expect(() => document({ a: named(goTo("b")), b: named({}) })).toThrow(
      /"a" goes to "b", which does not stand before/,
    );
    expect(() => document({ a: named(goTo("a")) })).toThrow(/does not stand before/);
    expect(() => document({ contacts, b: named({}), a: named(goTo("b")), c: named(goTo("b")) })).toThrow(
      /both go to "b"/,
    );
    const other = { ...letters("{{name}}"), each: "select * from contacts" } as Step;
    expect(() => document({ contacts, letters: other, review, a: named(goTo("review")) })).toThrow(
      /stands in for nothing/,
    );
  });

  test("is no way around a decision: neither approval nor effect has any", () => {
    const onError = { default: [{ id: "1" }] };
    expect(() => document({ contacts, letters: letters("{{name}}"), review: { ...review, onError } })).toThrow(
      /onError/,
    );
    expect(() => document({ contacts, letters: letters("{{name}}"), review, send: { ...send, onError } })).toThrow(
      /onError/,
    );
  });
});
