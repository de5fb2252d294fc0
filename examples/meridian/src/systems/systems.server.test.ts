import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, unlinkSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import nodemailer from "nodemailer";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startSystems } from "./index.ts";
import type { Systems, SystemsOptions } from "./index.ts";
import { queryOnce, startTestPostgres } from "./postgres-for-tests.ts";
import type { TestPostgres } from "./postgres-for-tests.ts";

type Row = Readonly<Record<string, unknown>>;
interface Server {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly password: string;
}
interface Settings {
  readonly crm: { readonly url: string; readonly clientId: string; readonly clientSecret: string };
  readonly billing: Server & { readonly database: string };
  readonly usage: { readonly path: string };
  readonly erp: { readonly url: string; readonly username: string; readonly password: string };
  readonly mail: Server & { readonly from: string };
}

let postgres: TestPostgres;
let dir: string;
beforeAll(async () => {
  postgres = await startTestPostgres();
  dir = mkdtempSync(join(tmpdir(), "systems-"));
});
afterAll(async () => {
  await postgres.stop();
  rmSync(dir, { recursive: true, force: true });
});

const options = (more: Partial<SystemsOptions> = {}): SystemsOptions => ({
  dir,
  postgresUrl: postgres.url,
  ports: { crm: 0, erp: 0, smtp: 0 },
  seed: 1,
  today: "2026-11-16",
  accounts: 100,
  ...more,
});

const running = async <T>(more: Partial<SystemsOptions>, use: (systems: Systems) => Promise<T>): Promise<T> => {
  const systems = await startSystems(options(more));
  try {
    return await use(systems);
  } finally {
    await systems.stop();
  }
};

// Each client knows no more than the connection's settings and the secrets they point at.
const settings = <Source extends keyof Settings>(systems: Systems, source: Source): Settings[Source] => {
  const entries = Object.entries(systems.connections[source] ?? {});
  return Object.fromEntries(
    entries.map(([name, value]) => {
      const reference = (value as { secret?: string }).secret;
      return [name, reference === undefined ? value : systems.secrets[reference]];
    }),
  ) as unknown as Settings[Source];
};

const crmClient = async (systems: Systems) => {
  const { url, clientId, clientSecret } = settings(systems, "crm");
  const token = await fetch(`${url}/services/oauth2/token`, {
    method: "POST",
    body: new URLSearchParams({ grant_type: "client_credentials", client_id: clientId, client_secret: clientSecret }),
  });
  const { access_token } = (await token.json()) as { access_token: string };
  const headers = { authorization: `Bearer ${access_token}`, "content-type": "application/json" };
  const root = `${url}/services/data/v62.0`;
  return {
    query: async (soql: string) => {
      const reply = await fetch(`${root}/query?q=${encodeURIComponent(soql)}`, { headers });
      return (await reply.json()) as { totalSize: number; records: readonly Row[] };
    },
    create: async (object: string, record: Row) => {
      const reply = await fetch(`${root}/sobjects/${object}`, {
        method: "POST",
        headers,
        body: JSON.stringify(record),
      });
      return (await reply.json()) as { id: string };
    },
  };
};

const readBilling = (systems: Systems, sql: string) => {
  const { host, port, database, user, password } = settings(systems, "billing");
  return queryOnce(`postgresql://${user}:${password}@${host}:${port}/${database}`, sql);
};

const readUsage = async (systems: Systems, sql: string) => {
  const connection = await (await DuckDBInstance.create(":memory:")).connect();
  const { path } = settings(systems, "usage");
  return (await connection.runAndReadAll(sql.replace("FOLDER", path))).getRowsJson();
};

const readErp = async (systems: Systems, path: string) => {
  const { url, username, password } = settings(systems, "erp");
  const authorization = `Basic ${Buffer.from(`${username}:${password}`).toString("base64")}`;
  return fetch(new URL(path, url), { headers: { authorization } });
};
const oneProduct = async (systems: Systems): Promise<Row> => {
  const { value } = (await (await readErp(systems, "Products?$top=1")).json()) as { value: readonly Row[] };
  return value[0] ?? {};
};

const sendMail = (systems: Systems, subject: string) => {
  const { host, port, user, password, from } = settings(systems, "mail");
  const transport = nodemailer.createTransport({ host, port, auth: { user, pass: password } });
  return transport.sendMail({ from, to: "someone@customer.example", subject, text: "x" });
};

const billingTotals = (systems: Systems) =>
  readBilling(
    systems,
    "select count(*)::int as invoices, sum(amount)::text as total, max(issued_on)::text as last from invoices",
  );

describe("the sample company's systems", () => {
  it("answer each over its own protocol, to who has their connections and secrets", async () => {
    await running({}, async (systems) => {
      expect(systems.laidOut).toBe(true);
      expect(systems.endpoints.map((it) => it.name)).toEqual([
        "crm",
        "service-console",
        "billing",
        "usage",
        "documents",
        "erp",
        "mail",
      ]);
      const crm = await crmClient(systems);
      expect((await crm.query("SELECT COUNT() FROM Account")).totalSize).toBeGreaterThanOrEqual(100);
      const [totals] = await billingTotals(systems);
      expect(totals?.["invoices"]).toBeGreaterThan(500);
      const [weeks] = await readUsage(
        systems,
        "select count(distinct week) from read_parquet('FOLDER/weekly.parquet')",
      );
      expect(Number(weeks?.[0])).toBeGreaterThan(70);
      const { PictureUrl: pictureUrl } = await oneProduct(systems);
      const picture = await fetch(new URL(String(pictureUrl), settings(systems, "erp").url));
      expect([picture.status, picture.headers.get("content-type")]).toEqual([200, "image/svg+xml"]);
      await sendMail(systems, "Hello");
      expect((await systems.inbox.list())[0]).toMatchObject({ subject: "Hello", to: ["someone@customer.example"] });
      const manager = systems.personas.find((it) => it.profile === "sales-manager" && it.regions?.includes("EMEA"));
      expect(manager?.email).toContain("@meridian.example");
    });
  });

  it("are found as they were by the next start: data, logins, mails, and what was written to the CRM", async () => {
    const before = await running({}, async (systems) => {
      const crm = await crmClient(systems);
      const { id } = await crm.create("Task", { Subject: "Call about the renewal" });
      expect(id).toMatch(/^00T/);
      const mail = await sendMail(systems, "Kept");
      return { id, totals: await billingTotals(systems), secrets: systems.secrets, mail: mail.messageId };
    });
    await running({}, async (systems) => {
      expect(systems.laidOut).toBe(false);
      expect(systems.secrets).toEqual(before.secrets);
      expect(await billingTotals(systems)).toEqual(before.totals);
      expect(await systems.inbox.find(before.mail)).toHaveLength(1);
      const crm = await crmClient(systems);
      const { records } = await crm.query(`SELECT Subject FROM Task WHERE Id = '${before.id}'`);
      expect(records).toMatchObject([{ Subject: "Call about the renewal" }]);
      const again = await crm.create("Task", { Subject: "Another" });
      expect(again.id).not.toBe(before.id);
    });
  });

  it("are laid out anew for another day, keeping the mails and forgetting what was written to the CRM", async () => {
    const before = await running({}, billingTotals);
    await running({ today: "2027-02-16" }, async (systems) => {
      expect(systems.laidOut).toBe(true);
      expect(await billingTotals(systems)).not.toEqual(before);
      const subjects = (await systems.inbox.list()).map((it) => it.subject);
      expect(subjects).toContain("Kept");
      const crm = await crmClient(systems);
      expect((await crm.query("SELECT COUNT() FROM Task WHERE Subject = 'Call about the renewal'")).totalSize).toBe(0);
    });
    expect(await running({}, billingTotals)).toEqual(before);
  });

  it("are laid out anew when part of them is gone", async () => {
    await running({}, async () => {});
    unlinkSync(join(dir, "manifest.json"));
    await running({}, async (systems) => expect(systems.laidOut).toBe(true));
    await queryOnce(postgres.url, "drop database meridian_billing");
    await running({}, async (systems) => {
      expect(systems.laidOut).toBe(true);
      expect((await billingTotals(systems))[0]?.["invoices"]).toBeGreaterThan(500);
    });
    unlinkSync(join(dir, "data", "crm.bin"));
    await running({}, async (systems) => expect(systems.laidOut).toBe(true));
  });

  it("take the ports they are told, and free ones where those are taken", async () => {
    const busy = createServer();
    const taken = await new Promise<number>((resolve) => {
      busy.listen(0, "127.0.0.1", () => resolve((busy.address() as AddressInfo).port));
    });
    const ports = { crm: taken, erp: taken, smtp: taken };
    await running({ ports }, async (systems) => {
      expect((await readErp(systems, "")).status).toBe(200);
      expect(settings(systems, "erp").url).not.toContain(`:${taken}/`);
    });
    await new Promise((resolve) => {
      busy.close(resolve);
    });
    await running({ ports: { ...ports, crm: 0, smtp: 0 } }, async (systems) => {
      expect(settings(systems, "erp").url).toContain(`:${taken}/`);
    });
  });

  it("can be made to misbehave and to change", async () => {
    await running({}, async (systems) => {
      await systems.trouble.erp(1, { kind: "status", status: 503 });
      expect((await readErp(systems, "Products")).status).toBe(503);
      await systems.trouble.mail(1, { kind: "refuse", code: 550, at: "recipient" });
      await expect(sendMail(systems, "Refused")).rejects.toMatchObject({ responseCode: 550 });
      const { ProductID: id } = await oneProduct(systems);
      await systems.trouble.changeErp("Products", [String(id)], { Name: "Renamed" });
      expect(await oneProduct(systems)).toMatchObject({ ProductID: id, Name: "Renamed" });
      await expect(systems.trouble.changeErp("Products", ["no such"], {})).rejects.toMatchObject({ code: "internal" });
    });
  });

  it("end with the process that started them, even when it is killed", async () => {
    const script = join(dir, "starter.ts");
    const url = new URL("index.ts", import.meta.url).href;
    writeFileSync(
      script,
      `const { startSystems } = await import(${JSON.stringify(url)});
       const systems = await startSystems(${JSON.stringify(options())});
       console.log(systems.connections.erp.url);`,
    );
    const starter = spawn(process.execPath, [script], { stdio: ["ignore", "pipe", "inherit"] });
    const address = await new Promise<string>((resolve) => {
      starter.stdout.once("data", (data: Buffer) => resolve(data.toString().trim()));
    });
    expect((await fetch(address)).status).toBe(401);
    starter.kill("SIGKILL");
    // Asks until nobody answers; the test's own time limit ends it otherwise.
    for (let answers = true; answers;)
      answers = await fetch(address).then(
        () => true,
        () => false,
      );
  });

  it("say what is wrong when they can't start, and when they are gone", async () => {
    const postgresUrl = "postgresql://nobody@127.0.0.1:1/postgres";
    await expect(startSystems(options({ postgresUrl, seed: 2 }))).rejects.toMatchObject({
      code: "source-unreachable",
      where: { source: "billing" },
    });
    const systems = await startSystems(options());
    await systems.stop();
    await expect(systems.inbox.list()).rejects.toMatchObject({ code: "source-unreachable" });
  });
});
