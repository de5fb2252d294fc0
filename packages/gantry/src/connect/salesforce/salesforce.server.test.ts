import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { startCrm, type CrmServer } from "../../../../../examples/meridian/src/systems/crm/index.ts";
import { callback, signIn } from "../../../../../examples/meridian/src/systems/crm/testing/client.ts";
import { account, sampleId, users } from "../../../../../examples/meridian/src/systems/crm/testing/company.ts";
import type { TableDef } from "../../catalog/index.ts";
import { conformance } from "../kit/conformance.ts";
import { startFaultProxy } from "../kit/fault-proxy.ts";
import type { Connector, Context, Predicate } from "../kit/index.ts";
import { cells, certificate, company, context, facts, secret, source, withFacts } from "./for-tests.ts";
import { salesforce } from "./index.ts";

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
      certificate,
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
      annual_revenue: "decimal(18,2) 6",
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

  it("rounds amounts that are stored with more places than shown, and loses none of them to a filter", async () => {
    crm.changeRecord("Fact__c", String(facts[0]?.["Id"]), { Amount__c: 900_000.345 });
    crm.changeRecord("Fact__c", String(facts[1]?.["Id"]), { Amount__c: 900_000.3449 });
    const above: Predicate = { op: ">=", column: "amount", type: "decimal(8,2)", value: "900000.35" };
    const { plan, rows } = await read("facts", ["amount"], {}, above);
    expect(plan.native).toBe("SELECT Id,Amount__c FROM Fact__c WHERE Amount__c >= 900000.345");
    expect(plan.guarantee).toBe("superset");
    expect(rows).toEqual([["900000.35"]]);
    const below = await read(
      "facts",
      ["amount"],
      {},
      { op: "<", column: "amount", type: "decimal(4,1)", value: "-1.5" },
    );
    expect(below.plan.native).toBe("SELECT Id,Amount__c FROM Fact__c WHERE Amount__c <= -1.495");
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
      expect(plan.notes).toEqual(["CRM hides annual_revenue of accounts from you: it is empty here"]);
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
    expect(crm.stats().tokens).toBe(1);
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
});
