import { generateKeyPairSync } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import {
  startCrm,
  type CrmData,
  type CrmField,
  type CrmRecord,
  type CrmServer,
} from "../../../../../examples/meridian/src/systems/crm/index.ts";
import { callback, signIn } from "../../../../../examples/meridian/src/systems/crm/testing/client.ts";
import {
  account,
  contact,
  sampleCompany,
  sampleId,
  users,
} from "../../../../../examples/meridian/src/systems/crm/testing/company.ts";
import type { Source, TableDef } from "../../catalog/index.ts";
import { conformance, type Cells } from "../kit/conformance.ts";
import { startFaultProxy } from "../kit/fault-proxy.ts";
import { createBudget, type Connector, type Context, type Predicate } from "../kit/index.ts";
import { salesforce } from "./index.ts";

const apiVersion = "62.0";
const company = sampleCompany(30);

const source = (url: string, more: object = {}): Source => ({
  name: "crm",
  connector: "salesforce",
  title: "CRM",
  connection: {
    url,
    apiVersion,
    clientId: company.client.id,
    clientSecret: { secret: "crm.client-secret" },
    limits: { timeoutSeconds: 1, attempts: 3, longestWaitSeconds: 0.01 },
    ...more,
  },
});

const { privateKey, publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
const secrets: Readonly<Record<string, string>> = {
  "crm.client-secret": company.client.secret,
  "crm.key": privateKey.export({ type: "pkcs8", format: "pem" }).toString(),
};
const secret = (name: string): string => secrets[name] ?? "wrong";

const context = (over: Partial<Context> = {}): Context => ({
  signal: new AbortController().signal,
  now: () => new Date(),
  secret,
  budget: createBudget(Infinity),
  ...over,
});

const field = (name: string, type: CrmField["type"], more: Partial<CrmField> = {}): CrmField => ({
  name,
  label: name,
  type,
  nillable: true,
  createable: true,
  updateable: true,
  custom: name.endsWith("__c"),
  ...more,
});

// An object with every type of field, and more records than a page holds.
const facts: readonly CrmRecord[] = Array.from({ length: 2100 }, (_, index) => {
  const rare = index % 7 === 3;
  return {
    Id: sampleId("a01", index + 1),
    CreatedDate: "2026-11-16T10:00:00.000Z",
    LastModifiedDate: "2026-11-16T10:00:00.000Z",
    Name: ['O\'Neill \\ "x"', "Zoë 🔬", "acme 50%", "Acme 50%", "a_b", "{a};--"][index % 6] ?? null,
    Amount__c: rare ? null : index + 0.05,
    Ratio__c: rare ? null : index / 8,
    Count__c: rare ? null : index - 1000,
    Day__c: rare ? null : `20${String(index % 90).padStart(2, "0")}-02-28`,
    Seen__c: rare ? null : `2026-11-${String(1 + (index % 28)).padStart(2, "0")}T23:59:59.000Z`,
    Is_Open__c: index % 2 === 0,
    Kind__c: rare ? null : (["Gold", "Silver"][index % 2] ?? null),
    Story__c: rare ? null : "Line one\nLine two",
  };
});

const withFacts: CrmData = {
  ...company,
  objects: [
    ...company.objects.map((object) =>
      object.name === "Task"
        ? {
            ...object,
            fields: [
              ...object.fields,
              field("Description", "textarea"),
              field("Priority", "picklist", { picklist: ["High", "Normal", "Low"] }),
              field("ActivityDate", "date"),
              field("WhoId", "reference", { referenceTo: "Contact", relationshipName: "Who" }),
              field("External_Key__c", "string", { externalId: true, length: 255 }),
            ].map((each) =>
              each.name === "Status" ? { ...each, picklist: ["Open", "Not Started", "Completed"] } : each,
            ),
          }
        : object,
    ),
    {
      name: "Fact__c",
      label: "Fact",
      labelPlural: "Facts",
      keyPrefix: "a01",
      custom: true,
      createable: true,
      updateable: true,
      sharing: { kind: "public" },
      fields: [
        field("Id", "id", { nillable: false }),
        field("CreatedDate", "datetime", { nillable: false }),
        field("LastModifiedDate", "datetime", { nillable: false }),
        field("Name", "string"),
        field("Amount__c", "currency"),
        field("Ratio__c", "double"),
        field("Count__c", "int"),
        field("Day__c", "date"),
        field("Seen__c", "datetime"),
        field("Is_Open__c", "boolean", { nillable: false }),
        field("Kind__c", "picklist", { picklist: ["Gold", "Silver"] }),
        field("Story__c", "textarea"),
      ],
      records: facts.map((fact) => ({ ...fact })),
    },
  ],
};

const cells = (fact: CrmRecord): Cells => ({
  id: fact["Id"] ?? null,
  name: fact["Name"] ?? null,
  amount: typeof fact["Amount__c"] === "number" ? fact["Amount__c"].toFixed(2) : null,
  ratio: fact["Ratio__c"] ?? null,
  count: fact["Count__c"] ?? null,
  day: fact["Day__c"] ?? null,
  seen: typeof fact["Seen__c"] === "string" ? fact["Seen__c"].replace(".000Z", "Z") : null,
  is_open: fact["Is_Open__c"] ?? null,
  kind: fact["Kind__c"] ?? null,
  story: fact["Story__c"] ?? null,
});

conformance("Salesforce", async () => {
  const crm = await startCrm(withFacts);
  const proxy = await startFaultProxy(crm.url, (path) => path.includes("/query"));
  return {
    source: "crm",
    connector: salesforce(source(proxy.url)),
    table: "facts",
    rows: facts.map(cells),
    key: ["id"],
    secret,
    http: {
      proxy,
      pages: 2,
      expired: { status: 401, body: '[{"errorCode":"INVALID_SESSION_ID","message":"Session expired or invalid"}]' },
    },
    unreachable: () => salesforce(source("http://127.0.0.1:1")),
    wrongCredentials: () => salesforce(source(proxy.url, { clientSecret: { secret: "another" } })),
    close: async () => {
      await proxy.close();
      await crm.close();
    },
  };
});

describe("Salesforce", () => {
  let crm: CrmServer;
  let connector: Connector;
  let tables: readonly TableDef[];
  let emma: string;
  beforeAll(async () => {
    crm = await startCrm(withFacts, {
      redirectUris: [callback],
      certificate: publicKey.export({ type: "spki", format: "pem" }).toString(),
    });
    connector = salesforce(source(crm.url));
    tables = await connector.discover(context());
    emma = (await signIn(crm, "emma")).access_token;
  });
  beforeEach(() => crm.heal());
  afterAll(async () => {
    await connector.close();
    await crm.close();
  });

  const tableOf = (name: string): TableDef => {
    const table = tables.find((each) => each.name === name);
    if (table === undefined) throw new Error(name);
    return table;
  };

  const read = async (name: string, columns: readonly string[], over: Partial<Context> = {}, filter?: Predicate) => {
    const request = { table: tableOf(name), columns, ...(filter === undefined ? {} : { filter }) };
    const plan = await connector.plan(request, context(over));
    if ("refused" in plan) throw new Error(plan.refused);
    const batches = await Array.fromAsync(connector.scan(plan, context(over)));
    const rows = batches.flatMap((batch) =>
      Array.from({ length: batch.rows }, (_, row) => batch.columns.map((column) => column[row])),
    );
    return { plan, rows };
  };

  it("describes objects as tables by their plural names, with types, references and sizes", () => {
    expect(tables.map(({ name, native, rows }) => [name, native, rows])).toEqual(
      expect.arrayContaining([
        ["accounts", "Account", 5],
        ["facts", "Fact__c", 2100],
        ["cases", "Case", 30],
      ]),
    );
    const accounts = tableOf("accounts");
    const shape = Object.fromEntries(
      accounts.columns.map(({ name, type, operators }) => [name, `${type} ${operators.length}`]),
    );
    expect(shape).toMatchObject({
      id: "varchar 4",
      name: "varchar 4",
      annual_revenue: "decimal(18,2) 9",
      renewal_date: "date 9",
      created_date: "timestamptz 9",
      description: "varchar 0",
      is_active: "boolean 2",
    });
    expect(accounts.columns.find((column) => column.name === "parent_id")?.references).toBe("accounts.id");
    expect(accounts.columns.find((column) => column.name === "owner_id")?.references).toBe("users.id");
  });

  it("shows the query as a person would write it, no literal able to end early", async () => {
    const filter: Predicate = {
      op: "and",
      args: [
        { op: "=", column: "name", type: "varchar", value: "x' OR Name != '\\\n" },
        { op: ">=", column: "renewal_date", type: "date", value: "2026-10-01" },
        { op: "<", column: "name", type: "varchar", value: "b" },
      ],
    };
    const { plan, rows } = await read("accounts", ["name"], {}, filter);
    expect(plan.native).toBe(
      "SELECT Id,Name FROM Account WHERE (Name = 'x\\' OR Name != \\'\\\\\\n') AND (Renewal_Date__c >= 2026-10-01)",
    );
    expect(plan.guarantee).toBe("superset");
    expect(rows).toEqual([]);
  });

  it("reads a small table whole rather than by a long list of keys", async () => {
    const values = Array.from({ length: 3000 }, (_, index) => sampleId("001", index));
    const { plan } = await read("accounts", ["id"], {}, { op: "in", column: "id", type: "varchar", values });
    expect(plan).toMatchObject({ native: "SELECT Id FROM Account", calls: 1, guarantee: "superset" });
  });

  it("asks for a long list of keys in calls that Salesforce takes, and gives each row once", async () => {
    const big = { ...tableOf("facts"), rows: 500_000 };
    // Both spellings name the same records, since Salesforce compares without regard to case.
    const values = facts.flatMap((fact) => [String(fact["Name"]), String(fact["Id"])]).concat("ACME 50%");
    const filter: Predicate = { op: "in", column: "name", type: "varchar", values };
    const plan = await connector.plan({ table: big, columns: ["id", "name"], filter }, context());
    if ("refused" in plan) throw new Error(plan.refused);
    expect(plan.calls).toBeGreaterThan(2);
    const ids = (await Array.fromAsync(connector.scan(plan, context()))).flatMap((batch) => batch.columns[0] ?? []);
    expect(ids.length).toBe(2100);
    expect(new Set(ids).size).toBe(2100);
  });

  it("never returns what was deleted", async () => {
    crm.addRecord("Case", { ...crm.records("Case")[0], Id: sampleId("500", 900) });
    const before = (await read("cases", ["id"])).rows.length;
    crm.removeRecord("Case", sampleId("500", 900));
    expect((await read("cases", ["id"])).rows.length).toBe(before - 1);
  });

  describe("on a user's behalf", () => {
    it("gives only records that are shared with her, and NULL for fields hidden from her, and says so", async () => {
      const { plan, rows } = await read("accounts", ["id", "annual_revenue", "name"], { onBehalfOf: emma });
      expect(rows.map(([id]) => id)).toEqual([account(1), account(2), account(3)]);
      expect(rows.map(([, revenue]) => revenue)).toEqual([null, null, null]);
      expect(plan.notes).toEqual([
        'column "annual_revenue" of table "accounts" is hidden from the caller: it reads as NULL',
      ]);
      expect(plan.native).not.toContain("AnnualRevenue");
      const own = await read("accounts", ["id", "annual_revenue"]);
      expect(own.rows.length).toBe(5);
      expect(own.rows[0]?.[1]).toBe("1250.50");
    });

    it("doesn't ask for a hidden field in a filter either", async () => {
      const filter: Predicate = { op: ">", column: "annual_revenue", type: "decimal(18,2)", value: "1.00" };
      const { plan, rows } = await read("accounts", ["annual_revenue"], { onBehalfOf: emma }, filter);
      expect(plan.native).toBe("SELECT Id FROM Account");
      expect(plan.guarantee).toBe("superset");
      expect(rows).toEqual([[null], [null], [null]]);
    });

    it("says that her token has expired, and never falls back on its own", async () => {
      crm.resetStats();
      await expect(read("cases", ["id"], { onBehalfOf: "no such token" })).rejects.toMatchObject({
        code: "token-expired",
        where: { source: "crm" },
      });
      crm.fail({ kind: "expired", path: /\/query/ });
      await expect(read("cases", ["id"], { onBehalfOf: emma })).rejects.toMatchObject({ code: "token-expired" });
    });

    it("knows whose token it is, and that a made-up or expired one is nobody's", async () => {
      const user = await connector.introspect?.(emma, context());
      expect(user).toMatchObject({
        subject: users.emea,
        name: "Emma Evans",
        username: "emma@meridian.example",
        attributes: { client_id: company.client.id },
      });
      expect(user?.expiresAt.getTime()).toBeGreaterThan(Date.now());
      expect(await connector.introspect?.("made up", context())).toBeNull();
      expect(await connector.introspect?.("two\r\nlines", context())).toBeNull();
      const { refresh_token: refresh } = await signIn(crm, "emma");
      expect(await connector.introspect?.(refresh, context())).toBeNull();
      const stranger = salesforce(source(crm.url, { clientSecret: { secret: "another" } }));
      await expect(stranger.introspect?.(emma, context())).rejects.toMatchObject({ code: "source-refused" });
      await stranger.close();
    });
  });

  it("signs in with a key instead of a client secret (JWT bearer)", async () => {
    const byKey = salesforce(
      source(crm.url, {
        clientSecret: undefined,
        jwt: { username: "cora@meridian.example", privateKey: { secret: "crm.key" } },
      }),
    );
    expect(await byKey.check(context())).toMatchObject({ ok: true });
    await byKey.close();
  });

  it("renews a token that was revoked, once for many readers", async () => {
    crm.expireTokens();
    crm.resetStats();
    const reads = await Promise.all(["accounts", "cases", "contacts", "tasks"].map((name) => read(name, ["id"])));
    expect(reads.map(({ rows }) => rows.length > 0)).toEqual([true, true, true, true]);
    emma = (await signIn(crm, "emma")).access_token;
  });

  it("says that the day's calls are used up", async () => {
    crm.fail({ kind: "limit", path: /\/query/ });
    await expect(read("cases", ["id"])).rejects.toMatchObject({
      code: "rate-limited",
      where: { source: "crm", table: "cases" },
    });
  });

  it("names a field that is gone, quoting nothing of the query", async () => {
    const table = {
      ...tableOf("accounts"),
      columns: tableOf("accounts").columns.map((column) =>
        column.name === "segment" ? { ...column, native: "Gone__c" } : column,
      ),
    };
    const filter: Predicate = { op: "=", column: "name", type: "varchar", value: "Zenith Optics" };
    const plan = await connector.plan({ table, columns: ["segment"], filter }, context());
    if ("refused" in plan) throw new Error(plan.refused);
    const error: unknown = await Array.fromAsync(connector.scan(plan, context())).catch((reason: unknown) => reason);
    expect(error).toMatchObject({ code: "source-drifted" });
    expect(String(error)).toContain("Gone__c");
    expect(String(error)).not.toContain("Zenith");
  });

  describe("writing", () => {
    const actionOf = (name: string) => {
      const action = connector.actions?.[name];
      if (action === undefined) throw new Error(name);
      return action;
    };

    it("creates a task once, however often it is run, and finds it again", async () => {
      const create = actionOf("task.create");
      const input = {
        subject: "Call Ada's lab",
        description: "About the\nrenewal",
        relatedTo: account(1),
        who: contact(1),
        owner: users.emea,
        date: "2026-11-20",
        priority: "High",
      };
      expect(await create.reconcile(input, "run 1/tasks/1", context())).toBe("absent");
      const before = crm.records("Task").length;
      const first = await create.run(input, "run 1/tasks/1", context());
      const second = await create.run(input, "run 1/tasks/1", context());
      expect(second).toEqual(first);
      expect(await create.reconcile(input, "run 1/tasks/1", context())).toEqual(first);
      expect(crm.records("Task").length).toBe(before + 1);
      expect(crm.record("Task", first.reference)).toMatchObject({
        Subject: "Call Ada's lab",
        Status: "Not Started",
        WhatId: account(1),
        OwnerId: users.emea,
        ActivityDate: "2026-11-20",
      });
      expect((await create.run(input, "run-1-tasks-2", context())).reference).not.toBe(first.reference);
    });

    it("creates it once even when the reply is lost", async () => {
      const before = crm.records("Task").length;
      crm.fail({ kind: "500", path: /sobjects\/Task/ });
      crm.fail({ kind: "cut", path: /sobjects\/Task/ });
      await actionOf("task.create").run({ subject: "Once" }, "lost", context());
      expect(crm.records("Task").length).toBe(before + 1);
    });

    it("logs what was done as a completed activity", async () => {
      const { reference } = await actionOf("activity.log").run(
        { subject: "Mail sent", relatedTo: account(2), owner: users.emea },
        "log-1",
        context(),
      );
      expect(crm.record("Task", reference)).toMatchObject({
        Status: "Completed",
        WhatId: account(2),
        ActivityDate: new Date().toISOString().slice(0, 10),
      });
    });

    it("updates a record's fields, and says whether they are as wanted", async () => {
      const update = actionOf("record.update");
      const input = { object: "Account", id: account(4), fields: '{"Segment__c":"Small"}' };
      expect(await update.reconcile(input, "k", context())).toBe("unknown");
      expect(await update.run(input, "k", context())).toEqual({ reference: account(4) });
      expect(crm.record("Account", account(4))?.["Segment__c"]).toBe("Small");
      expect(await update.reconcile(input, "k", context())).toEqual({ reference: account(4) });
    });

    it.each([
      ["task.create", { subject: "x", relatedTo: "001' OR" }],
      ["task.create", { subject: " " }],
      ["record.update", { object: "Account/../User", id: account(1), fields: '{"Name":"x"}' }],
      ["record.update", { object: "Account", id: account(1), fields: "[]" }],
    ])("refuses %s with a wrong target or content before calling", async (name, input) => {
      crm.resetStats();
      const calls = JSON.stringify(crm.stats());
      await expect((async () => await actionOf(name).run(input, "k", context()))()).rejects.toMatchObject({
        code: "bad-input",
      });
      expect(JSON.stringify(crm.stats())).toBe(calls);
    });

    it("says which fields steer and which only fill", () => {
      const roles = Object.entries(actionOf("task.create").input).map(([name, { role }]) => `${name} ${role}`);
      expect(roles).toEqual([
        "subject content",
        "description content",
        "relatedTo target",
        "who target",
        "owner target",
        "date content",
        "priority content",
      ]);
    });
  });
});
