import { describe, expect, test } from "vitest";
import type { ActionDef, Context, Value } from "../../connect/kit/index.ts";
import type { Shape } from "../../flow/index.ts";
import type { Answering } from "../testing/sample.ts";
import {
  callerOf,
  draftShape,
  guardOf,
  modelEgress,
  policyOf,
  recordingModels,
  row,
  shapeColumn,
} from "../testing/sample.ts";

const textOf = (cell: unknown): string => (typeof cell === "string" ? cell : "");
const tokenIn = (prompt: string, name: string): string => new RegExp(`${name}_[0-9A-Z]{4}`).exec(prompt)?.[0] ?? "";
const polite: Answering = ({ prompt }) => ({
  body: `Dear ${tokenIn(prompt, "PERSON")}, usage at ${tokenIn(prompt, "COMPANY")} fell by 43 %. Regards`,
});
const outside = () => recordingModels("outside", "openai:gpt-5", polite);

describe("what a viewer sees", () => {
  test("is labelled by what it is, not by all that had a part in it", async () => {
    const { guard } = guardOf(outside());
    const shape: Shape = {
      columns: [
        shapeColumn("probability", "double", { "usage.weekly.trend": "derived", "crm.cases.text": "derived" }, [
          "score",
        ]),
        shapeColumn("amount", "decimal(12,2)", {
          "billing.invoices.amount": "aggregated",
          "crm.accounts.*": "derived",
        }),
        shapeColumn("account", "varchar", { "crm.accounts.name": "copied", "crm.accounts.id": "derived" }),
        shapeColumn("count", "int64", { "crm.accounts.*": "aggregated" }),
      ],
      control: [],
    };
    const { columns } = await guard.view("r1", callerOf("sales-manager"), shape, []);
    expect(columns.map((column) => column.labels)).toEqual([["score"], ["financial"], ["company.name"], []]);
  });

  const drafted = async () => {
    const house = guardOf(outside());
    const { output } = await house.guard.model(modelEgress());
    return {
      ...house,
      rows: [
        { id: "001A", account: row["account"] ?? null, email: row["email"] ?? null, body: output["body"] ?? null },
      ],
    };
  };

  test("the manager sees names, in cells and in drafts", async () => {
    const { guard, rows } = await drafted();
    const viewed = await guard.view("r1", callerOf("sales-manager"), draftShape, rows);
    expect(viewed.rows[0]).toEqual({
      ...rows[0],
      body: "Dear Ada Lovelace, usage at Aldermoor Analytics GmbH fell by 43 %. Regards",
    });
    expect(viewed.columns.map((column) => column.treatment)).toEqual(["pass", "pass", "pass", "pass"]);
    expect(viewed.tokens).toEqual({});
  });

  test("the analyst sees the same token in cell and draft, with where its value lives", async () => {
    const { guard, rows } = await drafted();
    const viewed = await guard.view("r1", callerOf("analyst"), draftShape, rows);
    const account = textOf(viewed.rows[0]?.["account"]);
    expect(account).toMatch(/^COMPANY_\w{13}$/);
    expect(viewed.rows[0]?.["body"]).toMatch(
      new RegExp(`^Dear PERSON_\\w{13}, usage at ${account} fell by 43 %\\. Regards$`),
    );
    expect(JSON.stringify(viewed)).not.toMatch(/Lovelace|aldermoor/i);
    expect(viewed.tokens[account]).toEqual({
      label: "company.name",
      source: "crm",
      table: "accounts",
      id: "001A",
      column: "name",
    });
    const again = await guard.view("r1", callerOf("analyst"), draftShape, rows);
    expect(again).toEqual(viewed);
  });

  test("a page of another system gets record ids and tokens, whoever looks", async () => {
    const { guard, rows } = await drafted();
    const viewed = await guard.view("r1", callerOf("sales-manager", "crm-page"), draftShape, rows);
    expect(viewed.rows[0]?.["id"]).toBe("001A");
    expect(JSON.stringify(viewed.rows)).not.toMatch(/Lovelace|aldermoor/i);
  });

  test("a draft that a person edited shows no names to the analyst either", async () => {
    const { guard, rows } = await drafted();
    const edited = [{ ...rows[0], body: "Dear Ada Lovelace, call me. Regards,\nJoan Smith" }];
    const { rows: seen } = await guard.view("r1", callerOf("analyst"), draftShape, edited);
    expect(seen[0]?.["body"]).toMatch(/^Dear PERSON_\w{13}, call me\. Regards,\nPERSON_\w{13}$/);
  });

  test("a token of another run, or one that somebody made up, stays as it stands", async () => {
    const { guard, rows } = await drafted();
    const viewed = await guard.view("r2", callerOf("sales-manager"), draftShape, rows);
    expect(viewed.rows[0]?.["body"]).toBe(rows[0]?.body);
  });
});

describe("an edited draft", () => {
  const edit = async (after: string) => {
    const { guard } = guardOf(outside());
    const { output } = await guard.model(modelEgress());
    const before = { email: row["email"] ?? null, body: output["body"] ?? null };
    const edited = {
      run: "r1",
      step: "review",
      row: "001A",
      shape: draftShape,
      before,
      caller: callerOf("sales-manager"),
    };
    return { before, guard, rechecked: guard.recheck({ ...edited, after: { ...before, body: after } }) };
  };

  test("is kept with the draft's own tokens, new names with tokens of their own, and shown as it was written", async () => {
    const text = "Dear Ada Lovelace, Dr Thornquist will call Aldermoor about the 43 %.";
    const { before, guard, rechecked } = await edit(text);
    const { content, flags } = await rechecked;
    expect(flags).toEqual(["body: the person who edited added a name"]);
    expect(content["body"]).toMatch(
      /^Dear PERSON_\w{13}, Dr PERSON_\w{13} will call COMPANY_\w{13}_\w{4} about the 43 %\.$/,
    );
    const tokenOf = (cell: unknown): string | undefined => /PERSON_\w{13}/.exec(textOf(cell))?.[0];
    expect(tokenOf(content["body"])).toBe(tokenOf(before.body));
    const { rows } = await guard.view("r1", callerOf("sales-manager"), draftShape, [content]);
    expect(rows[0]?.["body"]).toBe(text);
  });

  test("is flagged where it says what the draft did not", async () => {
    const { rechecked } = await edit("We offer 15 % off, see https://deals.example/now");
    expect((await rechecked).flags).toEqual([
      'body: the person who edited added the number "15 %"',
      "body: the person who edited added the address deals.example",
      'body: the person who edited added the promise "15 % off"',
    ]);
  });

  test("with a token that stands for nothing, or a secret, is rejected", async () => {
    for (const text of ["Dear PERSON_0123456789ABC", "Use sk-proj-abcdefghijklmnop1234"]) {
      const { rechecked } = await edit(text);
      await expect(rechecked).rejects.toMatchObject({ code: "answer-rejected" });
    }
  });
});

describe("an action", () => {
  const context: Context = {
    signal: new AbortController().signal,
    now: () => new Date(0),
    secret: () => "",
    budget: { spend: () => {}, spent: 0 },
  };
  const mailbox = (reconcile: ActionDef["reconcile"]) => {
    const sent: Readonly<Record<string, Value>>[] = [];
    const action: ActionDef = {
      title: "Send a mail",
      idempotency: "message id",
      input: {
        to: { type: "varchar", required: true, role: "recipient", description: "" },
        subject: { type: "varchar", required: true, role: "content", description: "" },
        body: { type: "varchar", required: true, role: "content", description: "" },
      },
      run: async (input, key) => {
        if (key === "dies") throw new Error("the process is gone");
        sent.push(input);
        return { reference: `m${sent.length}` };
      },
      reconcile,
    };
    return { sent, action };
  };
  const setUp = async (
    changes: Parameters<typeof guardOf>[1] = {},
    reconcile: ActionDef["reconcile"] = async () => "unknown",
  ) => {
    const { sent, action } = mailbox(reconcile);
    const house = guardOf(outside(), { action: () => action, ...changes });
    const { output } = await house.guard.model(modelEgress());
    const mail = {
      run: "r1",
      step: "emails",
      row: "001A",
      operation: "mail.send",
      destination: { kind: "mail", zone: "outside", name: "mail" } as const,
      shape: draftShape,
      columns: { to: "email" },
      constants: ["subject"],
      input: { to: "ada@aldermoor.example", subject: "Your contract", body: textOf(output["body"]) },
      key: "k1",
      context,
    };
    return { ...house, sent, mail };
  };

  test("carries the restored text to the recipient of the row, once, with its record before and after", async () => {
    const { guard, sent, mail, ledgerStore } = await setUp();
    expect(await guard.act(mail)).toEqual({ reference: "m1" });
    expect(sent).toEqual([
      {
        to: "ada@aldermoor.example",
        subject: "Your contract",
        body: "Dear Ada Lovelace, usage at Aldermoor Analytics GmbH fell by 43 %. Regards",
      },
    ]);
    expect(ledgerStore.entries.map((entry) => entry.kind)).toEqual(["chain", "attempted", "done", "attempted", "done"]);
    expect(JSON.stringify(ledgerStore.entries)).not.toMatch(/Lovelace|aldermoor|001A/i);
  });

  test("that a crash left open is looked for, with what really went out, and its entry in the ledger is closed", async () => {
    for (const [found, kind] of [
      [{ reference: "m1" }, "done"],
      ["absent", "failed"],
      ["unknown", "lookup"],
    ] as const) {
      const asked: unknown[] = [];
      const { guard, mail, ledgerStore } = await setUp({}, async (input) => {
        asked.push(input["body"]);
        return found;
      });
      await expect(guard.act({ ...mail, key: "dies" })).rejects.toThrow("the process is gone");
      // What a dead process can't write: the end of its attempt.
      const ended = ledgerStore.entries.findIndex((it) => it.kind === "failed");
      ledgerStore.entries.splice(ended, 1);
      const attempt = ledgerStore.entries.findLast((it) => it.kind === "attempted")?.body["egress"];
      expect(await guard.reconcile(mail)).toEqual(found);
      expect(asked).toEqual([expect.stringContaining("Dear Ada Lovelace")]);
      const last = ledgerStore.entries.at(-1);
      expect(last).toMatchObject({ kind, body: kind === "lookup" ? { attempt } : { egress: attempt } });
      expect(JSON.stringify(ledgerStore.entries)).not.toMatch(/Lovelace|aldermoor/i);
      const [sum] = (await guard.egresses(mail.run)).filter((it) => it.kind === "mail");
      expect(sum?.status).toBe(kind === "lookup" ? "attempted" : kind);
    }
  });

  test("never goes where untrusted text says", async () => {
    const { guard, sent, mail } = await setUp();
    await expect(guard.act({ ...mail, columns: { to: "body" } })).rejects.toThrow(
      /"to".*its recipient, and comes from text that outsiders or a model wrote/,
    );
    expect(sent).toEqual([]);
  });

  test("takes no field that is neither a column nor declared constant, nor one that the action doesn't know", async () => {
    const { guard, mail } = await setUp();
    await expect(guard.act({ ...mail, constants: [] })).rejects.toThrow(/"subject".*comes from no known column/);
    await expect(
      guard.act({ ...mail, input: { ...mail.input, bcc: "x" }, constants: ["subject", "bcc"] }),
    ).rejects.toThrow(/"bcc".*unknown/);
  });

  test("does not go out with a token that its channel may not carry, or that belongs to another row", async () => {
    const strict = policyOf({ label: "person.name", to: { kind: "mail" }, treatment: "token" });
    const { guard, sent, mail } = await setUp({ currentPolicy: () => strict });
    await expect(guard.act(mail)).rejects.toThrow(/a token in place of a value/);
    const other = await setUp();
    await expect(other.guard.act({ ...other.mail, row: "001Z" })).rejects.toThrow(/a token in place of a value/);
    expect([...sent, ...other.sent]).toEqual([]);
  });
});
