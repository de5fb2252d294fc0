// Triggers of several servers on one database: each firing is one server's, and none is lost when that one is killed.
import { fileURLToPath } from "node:url";
import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { call } from "./support/http.ts";
import { openMachines } from "./support/machines.ts";
import type { Machine, Machines } from "./support/machines.ts";
import { startSystemsApart } from "./support/systems-apart.ts";
import type { SystemsApart } from "./support/systems-apart.ts";
import { until } from "./support/until.ts";
import { hookSecret, sign } from "./support/webhook.ts";

let apart: SystemsApart;
let machines: Machines;
let database: pg.Client;
const at = (index: number): Machine => machines.all[index] ?? expect.unreachable("a machine");

beforeAll(async () => {
  const systems = await startSystemsApart({ accounts: 60 });
  const env = {
    ...systems.env,
    GANTRY_PROJECT: fileURLToPath(new URL("./projects/triggered-apart", import.meta.url)),
    GANTRY_SECRET_ORDERS_HOOK: hookSecret,
    GANTRY_MAIL_PORT: "0",
  };
  apart = { ...systems, env };
  machines = await openMachines(2, apart);
  database = new pg.Client({ connectionString: apart.postgresUrl });
  await database.connect();
});
afterAll(async () => {
  await database?.end();
  await machines?.close();
  await apart?.close();
});

const numberOf = async (sql: string): Promise<number> =>
  (await database.query<{ n: number }>(`select count(*)::int as n from ${sql}`)).rows[0]?.n ?? 0;
const seconds = (): Promise<number> => numberOf("gantry.firings where trigger = 'every-second' and run is not null");

test("a webhook delivered to both servers, ten times, starts one run", async () => {
  const body = JSON.stringify({ region: "EMEA", account: "none" });
  const headers = sign("both", body);
  const replies = await Promise.all(
    Array.from({ length: 10 }, (_, n) => call(`${at(n % 2).url}/api/hooks/orders`, { method: "POST", headers, body })),
  );
  expect(replies.map((it) => it.status)).toEqual(Array.from({ length: 10 }, () => 202));
  expect(new Set(replies.map((it) => it.body["run"])).size).toBe(1);
  expect(replies.filter((it) => it.body["repeated"] === false)).toHaveLength(1);
});

test("each second is fired once by one of two servers; killed, it leaves the next ones to the other", async () => {
  const manager = await at(1).client("sales-manager");
  await manager.resumeTrigger("every-second");
  await until("some firings", async () => (await seconds()) >= 4);
  at(0).signal("SIGKILL");
  await at(0).ended();
  const killed = await seconds();
  await until("some more", async () => (await seconds()) >= killed + 4);
  await manager.pauseTrigger("every-second");
  // Of what the killed one had begun the other makes an end.
  const ofRobot = "gantry.runs where requested_by = 'service:robot'";
  await until("all runs to end", async () => (await numberOf(`${ofRobot} and status = 'running'`)) === 0);
  // Each firing has a run, each run a firing, and each second one at most: it is the firing's key.
  expect(await numberOf(ofRobot)).toBe(await numberOf("gantry.firings f join gantry.runs r on r.id = f.run"));
  expect(await numberOf(`${ofRobot} and status <> 'done'`)).toBe(0);
});
