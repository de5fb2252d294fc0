import { afterAll, describe, expect, test } from "vitest";
import { definePolicy } from "../policy/index.ts";
import type { TreatmentRule } from "../policy/index.ts";
import { createQueryEngine } from "../query/index.ts";
import { act, checkFlow, flow, query, score } from "./index.ts";
import type { CheckOptions, Step } from "./index.ts";
import {
  catalog,
  check,
  codes,
  contacts,
  document,
  engine,
  letters,
  options,
  policy,
  review,
  send,
} from "./testing/letters.ts";

afterAll(() => engine.close());

describe("the proof of a flow", () => {
  test("an ordinary flow passes, and the exposures say which column reaches which model, how treated", async () => {
    const proof = await check({ contacts, letters: letters("Dear {{name}} of {{account}}"), review, send });
    expect(proof.findings).toEqual([]);
    expect(proof.ok).toBe(true);
    const outside = proof.exposures.filter((it) => it.destination === "openai:gpt" && it.via === "value");
    expect(outside.map((it) => [it.column, it.level, it.treatment])).toEqual([
      ["crm.contacts.name", "copied", "token"],
      ["crm.accounts.name", "copied", "token"],
    ]);
    expect(proof.exposures).toContainEqual(
      expect.objectContaining({ column: "crm.accounts.region", via: "control", step: "letters" }),
    );
  });

  test("an e-mail address in a template is a breach that names column, label, model and rule", async () => {
    const proof = await check({ contacts, letters: letters("Dear {{name}}, {{email}}") });
    expect(proof.ok).toBe(false);
    expect(proof.findings.map((it) => it.message).join("\n")).toMatch(
      /step "letters": column crm\.contacts\.email \(person\.email, copied\) would reach model "openai:gpt" in zone outside, region eu: person\.email → model: refuse/,
    );
  });

  test("a value is found however it is dressed", async () => {
    const dressed = query("id", "select id, upper(left(email, 3)) || 'x' as name from contacts");
    const steps = { contacts, dressed, letters: { ...letters("{{name}}"), each: "select * from dressed" } as Step };
    expect(await codes(steps)).toEqual(["refused-by-policy", "refused-by-policy"]);
  });

  test("what a model wrote has labels of its own, which the policy decides as well", async () => {
    const proof = await check({ contacts, letters: letters("Dear {{name}}"), review, send });
    expect(proof.exposures).toContainEqual(
      expect.objectContaining({ step: "send", column: "send.body", label: "text.generated", treatment: "pass" }),
    );
  });

  test("an aggregate over people that can't be checked is told of, with how to write it so that it can", async () => {
    const people: CheckOptions = {
      ...options,
      catalog: { ...catalog, subjects: [{ name: "contact", table: "crm.contacts", synonyms: [] }] },
    };
    const other = createQueryEngine({
      catalog: people.catalog,
      connectors: () => Promise.reject(new Error()) as never,
    });
    const bind: CheckOptions["bind"] = (sql, binding) => other.bind(sql, binding);
    const found = async (sql: string) =>
      (await checkFlow(document({ counted: query("id", sql) }), { ...people, bind })).proof;
    const counted = await found("select account_id as id, count(*) as n from crm.contacts group by account_id");
    expect(counted.findings).toEqual([]);
    const parts = await found("select account_id as id, count(*) as n from crm.contacts group by rollup (account_id)");
    expect(parts.ok).toBe(true);
    expect(parts.findings).toEqual([
      expect.objectContaining({ severity: "warning", code: "aggregate-over-people", step: "counted" }),
    ]);
    const steps = {
      rows: query("id", "select id, name, account_id from crm.contacts"),
      named: query("id", "select account_id as id, count(name) as n from rows group by account_id"),
    };
    const later = await checkFlow(document(steps), { ...people, bind });
    expect(later.proof.findings.map((it) => it.message)).toEqual([
      expect.stringContaining("rows.name is of an earlier step"),
    ]);
    await other.close();
  });

  test("a column without a label is refused everywhere", async () => {
    const noted = query("id", "select id, notes from crm.accounts");
    const steps = { noted, letters: { ...letters("{{notes}}"), each: "select * from noted" } as Step };
    expect(await codes(steps)).toEqual(["unlabelled-column", "unlabelled-column"]);
  });

  test("what a model wrote is decided as such where another model reads it", async () => {
    const again = { ...letters("{{body}}"), each: "select * from letters" } as Step;
    const steps = { contacts, letters: letters("Dear {{name}}"), again };
    expect(await codes(steps)).toEqual([]);
    const treatments = policy.treatments.filter((rule) => rule.label !== "text.untrusted");
    const stricter = definePolicy({ treatments, roles: policy.roles });
    const { proof } = await checkFlow(document(steps), { ...options, policy: stricter });
    expect(proof.findings.map((it) => it.message)).toContainEqual(
      expect.stringMatching(/step "again": column again\.body \(text\.untrusted, derived\) would reach model/),
    );
  });

  test("a number may be passed inside and have no rule outside", async () => {
    const proof = await check({ contacts, letters: letters("{{revenue}}") });
    expect(proof.findings.map((it) => it.message)).toEqual([
      expect.stringContaining('model "openai:gpt" in zone outside'),
    ]);
  });
});

describe("a flow's own rules", () => {
  const narrowed = async (...narrows: TreatmentRule[]) => {
    const { gantry: _, ...plain } = document({ contacts, letters: letters("Dear {{name}} of {{account}}") });
    return (await checkFlow(flow({ ...plain, narrows }), options)).proof;
  };

  test("make a treatment stricter, and the proof says that it was the flow", async () => {
    const proof = await narrowed({ label: "company.name", to: { kind: "model", zone: "outside" }, treatment: "drop" });
    expect(proof.findings).toEqual([]);
    const decided = proof.exposures.filter((it) => it.column === "crm.accounts.name" && it.via === "value");
    expect(decided.map((it) => [it.destination, it.treatment, it.rule])).toEqual([
      ["builtin/rules", "token", "company.* → anywhere: token"],
      ["openai:gpt", "drop", "company.name → model outside: drop (of the flow)"],
    ]);
    const refused = await narrowed({ label: "person.*", to: { kind: "model" }, treatment: "refuse" });
    expect(refused.findings.map((it) => it.code)).toEqual(["refused-by-policy", "refused-by-policy"]);
  });

  test("may not be looser anywhere: the breach names both rules, and the looser one changes nothing", async () => {
    const proof = await narrowed({ label: "person.*", to: { kind: "model" }, treatment: "pass" });
    expect(proof.findings).toEqual([
      expect.objectContaining({
        code: "looser-than-policy",
        message: expect.stringMatching(/"person\.\* → model: pass" is looser.*person\.\w+ → .*the policy says person/),
      }),
    ]);
    expect(proof.exposures.find((it) => it.column === "crm.contacts.name")?.treatment).toBe("token");
  });
});

describe("integrity", () => {
  const cases = query("id", "select id, account_id, text from crm.cases");

  test("text that outsiders wrote may not choose rows", async () => {
    expect(await codes({ cases, angry: query("id", "select id from cases where text like '%angry%'") })).toEqual([
      "untrusted-control",
    ]);
    expect(await codes({ direct: query("id", "select id from crm.cases order by text limit 3") })).toEqual([
      "untrusted-control",
    ]);
  });

  test("a bounded score of it may", async () => {
    const moods = score("sentiment", { rows: "cases", key: "id" });
    expect(
      await codes({ cases, moods, angry: query("id", "select id, sentiment from moods where sentiment < 0") }),
    ).toEqual([]);
  });

  test("a text that a model wrote may not be a recipient", async () => {
    const crossed = act("mail.send", {
      each: "review",
      key: "id",
      input: { to: "body", subject: "subject", body: "body" },
    });
    expect(await codes({ contacts, letters: letters("Dear {{name}}"), review, crossed })).toContain(
      "untrusted-recipient",
    );
  });

  test("nothing acts on rows that nobody decided on", async () => {
    const unseen = query("id", "select id, email, 'Hi' as subject, 'Hello' as body from contacts");
    const hasty = act("mail.send", {
      each: "unseen",
      key: "id",
      input: { to: "email", subject: "subject", body: "body" },
    });
    expect(await codes({ contacts, unseen, hasty })).toEqual(["no-approval"]);
  });
});

describe("slips of the pen", () => {
  test("an unknown column in SQL names the step", async () => {
    await expect(check({ contacts: query("id", "select id, nmae from crm.contacts") })).rejects.toMatchObject({
      code: "bad-sql",
      message: expect.stringContaining('step "contacts"'),
    });
  });

  test("an unknown place in a template comes with the nearest name", async () => {
    const proof = await check({ contacts, letters: letters("Dear {{nam}}") });
    expect(proof.findings).toEqual([
      expect.objectContaining({ code: "unknown-column", remedy: 'did you mean "name"?' }),
    ]);
  });

  test("a step can't read one that stands later", () => {
    expect(() =>
      document({ moods: score("sentiment", { rows: "cases", key: "id" }), cases: query("id", "select 1 as id") }),
    ).toThrow(/"moods" reads step "cases"/);
  });

  test("a misspelt word of the document is an error", () => {
    expect(() => flow({ ...document({ contacts }), stepz: {} } as never)).toThrow(/stepz/);
  });
});
