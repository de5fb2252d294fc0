// Before anything is asked: what keeps a server from starting is one clear line; a flow that would give data away is not published.
import { spawnSync } from "node:child_process";
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { launchPostgres } from "../packages/gantry/src/store/index.ts";
import { bin, gantry, openHouse, readData } from "./support/house.ts";
import type { House } from "./support/house.ts";
import { call, expectProblem } from "./support/http.ts";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), "gantry-start-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const start = (env: Readonly<Record<string, string>>): ReturnType<typeof gantry> =>
  gantry(["start"], { PORT: "0", GANTRY_DATA: path.join(folder, "data"), ...env });

describe("a server does not start", () => {
  test.each<[string, Readonly<Record<string, string>>, RegExp]>([
    ["with a port that is none", { PORT: "door" }, /PORT must be a whole number from 0 to 65535/],
    ["with a port that there is not", { PORT: "70000" }, /PORT/],
    ["with a day that is none", { GANTRY_TODAY: "tomorrow" }, /GANTRY_TODAY must be a day, YYYY-MM-DD/],
    ["with a project that is not there", { GANTRY_PROJECT: "/nowhere" }, /no gantry\.config\.ts in \/nowhere/],
    ["with half an identity provider", { GANTRY_ISSUER: "https://login.example" }, /GANTRY_JWKS_URL/],
    ["with an address of another machine", { GANTRY_HOST: "192.0.2.1" }, /GANTRY_HOST \(192\.0\.2\.1\)/],
    ["with a key that is none", { GANTRY_MASTER_KEY: "short" }, /GANTRY_MASTER_KEY/],
    [
      "with a level of the log that there is not",
      { GANTRY_LOG_LEVEL: "loud" },
      /GANTRY_LOG_LEVEL must be one of trace/,
    ],
    ["with a model server but no model", { GANTRY_MODEL_URL: "http://127.0.0.1:1" }, /GANTRY_MODEL_NAME/],
  ])("%s", async (_what, env, says) => {
    const { code, out, err } = await start(env);
    expect({ code, out }).toEqual({ code: 2, out: "" });
    expect(err).toMatch(says);
    expect(err.split("\n").length).toBeLessThan(5);
  });

  test("on a port that another program has, and leaves nothing running", async () => {
    const other = createServer().listen(0, "127.0.0.1");
    await new Promise((done) => other.once("listening", done));
    const { port } = other.address() as AddressInfo;
    const { code, err } = await start({ PORT: String(port) });
    other.close();
    expect(code).toBe(5);
    expect(err).toContain(`port ${port} is taken`);
    expect(existsSync(path.join(folder, "data/postgres/data/postmaster.pid"))).toBe(false);
  });

  test("with a key file that is damaged, or that others may read: it is named, not overwritten", async () => {
    const data = path.join(folder, "damaged");
    mkdirSync(data, { mode: 0o711 });
    const file = path.join(data, "master.key");
    writeFileSync(file, "not a key", { mode: 0o600 });
    const damaged = await start({ GANTRY_DATA: data });
    expect(damaged.code).toBe(2);
    expect(damaged.err).toContain(file);
    expect(damaged.err).not.toContain("not a key");
    rmSync(file);
    writeFileSync(file, Buffer.alloc(32, 7).toString("base64url"), { mode: 0o644 });
    const open = await start({ GANTRY_DATA: data });
    expect(open).toMatchObject({ code: 2, err: expect.stringContaining(`chmod 600 ${file}`) });
    expect(existsSync(path.join(data, "postgres/data/postmaster.pid"))).toBe(false);
  });
});

describe("a flow that would send an e-mail address to a model outside", () => {
  const project = path.join(import.meta.dirname, "projects/leaky");
  let requests = 0;
  const model = createServer((_request, reply) => {
    requests += 1;
    reply.writeHead(500).end();
  });
  let env: Readonly<Record<string, string>>;
  let house: House;

  beforeAll(async () => {
    model.listen(0, "127.0.0.1");
    await new Promise((done) => model.once("listening", done));
    const { port } = model.address() as AddressInfo;
    env = {
      GANTRY_PROJECT: project,
      GANTRY_MODEL_URL: `http://127.0.0.1:${port}/v1`,
      GANTRY_MODEL_NAME: "mock",
    };
    house = await openHouse(env);
  });
  afterAll(async () => {
    await house?.close();
    model.close();
  });

  const breach =
    /step "letters": column crm\.contacts\.email \(person\.email, copied\) would reach model "compatible:mock" in zone outside: person\.\*.* refuse/;

  test("does not pass the check: exit 1, naming step, column, label, model, zone and rule, and what would mend it", async () => {
    const { code, out } = await gantry(["check"], env);
    expect(code).toBe(1);
    const text = out.replaceAll(/\s+/g, " ");
    expect(text).toContain("✓ retention");
    expect(text).toContain("✗ leaky");
    expect(text).toMatch(breach);
    expect(text).toMatch(/leave it out of step "letters", or add to the policy's treatments/);
    expect((await gantry(["check", "retention"], env)).code).toBe(0);
    expect(await gantry(["check", "nothing"], env)).toMatchObject({ code: 4, err: expect.stringContaining("leaky") });
  });

  test("is not published, which the start says; the other flows are", async () => {
    const said = house.output().replaceAll(String.raw`\"`, '"');
    expect(said).toContain('flow "leaky" is not published');
    expect(said).toMatch(breach);
    const token = await house.token("sales-manager");
    const flows = (await call(`${house.url}/api/flows`, { token })).body as unknown as { name: string }[];
    const names = flows.map((it) => it.name);
    expect(names).toEqual(expect.arrayContaining(["retention", "sales-trends"]));
    expect(names).not.toContain("leaky");
    const body = { input: { region: "EMEA" } };
    await expectProblem(
      call(`${house.url}/api/flows/leaky/runs`, { token, body }),
      404,
      "not-found",
      /no flow "leaky"/,
    );
    expect(requests).toBe(0);
  });
});

test("with a database of the company's own there is no local issuer: its identity provider says who is who", async () => {
  const postgres = await launchPostgres({ dataDir: path.join(folder, "company") });
  try {
    await expectNoPersonas({ DATABASE_URL: postgres.url });
  } finally {
    await postgres.stop();
  }
});

test.each<[string, Readonly<Record<string, string>>]>([
  ["with an identity provider", { GANTRY_ISSUER: "https://login.example", GANTRY_JWKS_URL: "http://127.0.0.1:1/jwks" }],
  ["where it is switched off", { GANTRY_LOCAL: "off" }],
])("%s there is no local issuer, on one machine either", (_where, env) => expectNoPersonas(env));

async function expectNoPersonas(env: Readonly<Record<string, string>>): Promise<void> {
  const house = await openHouse(env);
  try {
    const key = readData(house, "local.key");
    for (const route of ["/local/personas", "/local/systems", "/.well-known/jwks.json"]) {
      await expectProblem(call(`${house.url}${route}`, { token: key }), 404, "not-found", /nothing at GET/);
    }
    const body = { persona: "sales-manager" };
    await expectProblem(call(`${house.url}/local/token`, { token: key, body }), 404, "not-found", /nothing at POST/);
    expect((await call(`${house.url}/health`)).status).toBe(200);
    await expectProblem(call(`${house.url}/api/me`), 401, "unauthenticated", /bearer/);
    expect(await gantry(["token"], house.env)).toMatchObject({ code: 2, err: expect.stringContaining("GANTRY_TOKEN") });
    expect(house.output()).not.toContain(key);
  } finally {
    await house.close();
  }
}

/** A Node.js of the system's that is too old for Gantry, where there is one. */
const oldNode = (process.env["PATH"] ?? "")
  .split(path.delimiter)
  .filter((it) => !it.includes("node_modules"))
  .map((it) => path.join(it, "node"))
  .find((it) => existsSync(it) && Number(/v(\d+)/.exec(spawnSync(it, ["--version"]).stdout.toString())?.[1]) < 24);

describe.skipIf(oldNode === undefined)("under a Node.js that is too old", () => {
  const under = (file: string, ...words: readonly string[]): { code: number | null; out: string; err: string } => {
    const { status, stdout, stderr } = spawnSync(oldNode ?? "", [file, ...words], { encoding: "utf8" });
    return { code: status, out: stdout, err: stderr };
  };

  test("the one of this clone goes on, with the same words and the same exit code", () => {
    expect(under(bin, "help")).toMatchObject({ code: 0, out: expect.stringContaining("gantry start") });
    expect(under(bin, "frobnicate").code).toBe(2);
  });

  test("and no other at hand, one line says what to install", () => {
    const lonely = path.join(folder, "gantry.js");
    copyFileSync(bin, lonely);
    writeFileSync(path.join(folder, "package.json"), '{"type":"module"}');
    const { code, out, err } = under(lonely, "start");
    expect({ code, out }).toEqual({ code: 2, out: "" });
    expect(err).toMatch(
      /^gantry needs Node\.js 24 or newer \(this is \d+\.\d+\.\d+ on \w+-\w+\): install it from \S+ .*\n$/,
    );
  });
});
