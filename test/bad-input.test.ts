// What can't be done is said: which thing is wrong, with the right status and exit code, and nothing is half done.
import { createPrivateKey, generateKeyPairSync } from "node:crypto";
import { statSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startFaultProxy } from "../packages/gantry/src/connect/kit/fault-proxy.ts";
import type { FaultProxy } from "../packages/gantry/src/connect/kit/fault-proxy.ts";
import { mainQuestion, tableOf } from "./support/answer.ts";
import { elsewhere } from "./support/elsewhere.ts";
import { altered, confused, forge, kidOf, unsigned } from "./support/forge.ts";
import { call as callUrl, expectProblem, statusUnder } from "./support/http.ts";
import type { Call, Reply } from "./support/http.ts";
import { gantry, openHouse, readData } from "./support/house.ts";
import type { House } from "./support/house.ts";
import { until } from "./support/until.ts";

let house: House;
let crm: FaultProxy;
let crmAddress: string | undefined;
let manager: string;

beforeAll(async () => {
  crm = await startFaultProxy(
    () => crmAddress,
    (path) => path.includes("/query"),
  );
  house = await openHouse(elsewhere({ crm: { url: crm.url, limits: { timeoutSeconds: 2 } } }));
  crmAddress = (await house.system("crm")).address;
  manager = await house.token("sales-manager");
});
afterAll(async () => {
  await house?.close();
  await crm?.close();
});

/** As the sales manager; without a token where it is "". */
const call = (route: string, { token = manager, ...rest }: Call = {}): Promise<Reply> =>
  callUrl(`${house.url}${route}`, { ...rest, ...(token === "" ? {} : { token }) });

const countRuns = async (): Promise<number> => ((await call("/api/runs")).body as unknown as unknown[]).length;

describe("what is asked", () => {
  test.each<[string, unknown, RegExp]>([
    ["nothing at all", { question: "  " }, /question/],
    ["a question of 2,001 characters", { question: "x".repeat(2001) }, /question.*2000/],
    ["no question", {}, /question/],
    ["a question that is no text", { question: 7 }, /question/],
    ["a field that there is not", { question: "hello", model: "gpt" }, /model/],
    ["JSON that breaks off", '{"question": "who', /JSON/],
    ["a list", "[]", /body/],
  ])("%s is a bad request that names the field, and starts nothing", async (_what, body, says) => {
    const before = await countRuns();
    await expectProblem(call("/api/ask", { body }), 400, "bad-request", says);
    expect(await countRuns()).toBe(before);
  });

  test("a question that no flow answers is not understood, and says what can be asked instead", async () => {
    const before = await countRuns();
    const { body } = await expectProblem(
      call("/api/ask", { body: { question: "what will the weather be like tomorrow?" } }),
      422,
      "not-understood",
      /can't answer/,
    );
    expect(body.remedy).toContain("at risk of leaving");
    expect(await countRuns()).toBe(before);
    const { code, out, err } = await gantry(["ask", "what will the weather be like tomorrow?"], house.env);
    expect({ code, out }).toEqual({ code: 6, out: "" });
    expect(err).toContain("at risk of leaving");
  });

  test("a region that does not exist is refused with those that do, by question, by flow and on the command line", async () => {
    const before = await countRuns();
    const question = "which enterprise customers in Antarctica are at risk of leaving this quarter";
    await expectProblem(
      call("/api/ask", { body: { question } }),
      400,
      "bad-input",
      /"Antarctica" is no region .* EMEA, AMER, APAC/,
    );
    const input = { region: "Antarctica", segment: "enterprise" };
    await expectProblem(
      call("/api/flows/retention/runs", { body: { input } }),
      400,
      "bad-input",
      /input "region" of flow "retention" must be one of EMEA, AMER, APAC/,
    );
    await expectProblem(
      call("/api/flows/retention/runs", { body: { input: { region: "EMEA", segment: "enterprise", colour: "red" } } }),
      400,
      "bad-input",
      /no input "colour"/,
    );
    await expectProblem(call("/api/flows/churn/runs", { body: { input } }), 404, "not-found", /no flow "churn"/);
    expect(await gantry(["ask", question], house.env)).toMatchObject({
      code: 2,
      out: "",
      err: expect.stringContaining("Antarctica"),
    });
    const explained = await gantry(["explain", "retention", "--region", "Antarctica"], house.env);
    expect(explained).toMatchObject({ code: 2, err: expect.stringContaining("EMEA, AMER, APAC") });
    expect(await countRuns()).toBe(before);
  });

  test("a key that was used for one request can't be used for another; the same request gets the same run", async () => {
    const headers = { "idempotency-key": "order-1" };
    const first = await call("/api/ask", { body: { question: mainQuestion }, headers });
    const again = await call("/api/ask", { body: { question: mainQuestion }, headers });
    expect(again.body["run"]).toBe(first.body["run"]);
    const other = mainQuestion.replace("EMEA", "APAC");
    await expectProblem(call("/api/ask", { body: { question: other }, headers }), 409, "conflict", /Idempotency-Key/);
    const input = { region: "EMEA", segment: "enterprise" };
    await expectProblem(
      call("/api/flows/retention/runs", { body: { input }, headers }),
      409,
      "conflict",
      /Idempotency-Key/,
    );
    await expectProblem(
      call("/api/ask", { body: { question: mainQuestion }, headers: { "idempotency-key": "k".repeat(256) } }),
      400,
      "bad-request",
      /Idempotency-Key.*255/,
    );
  });
});

describe("how it is asked", () => {
  test("what is not there, or not that way, is not found", async () => {
    await expectProblem(call("/api/nothing"), 404, "not-found", /GET \/api\/nothing/);
    await expectProblem(call("/api/ask", { method: "PUT", body: {} }), 404, "not-found", /PUT \/api\/ask/);
    await expectProblem(call("/api/runs/r_nothing"), 404, "not-found", /run/);
    await expectProblem(call("/api/runs/..%2f..%2fetc"), 404, "not-found", /run|nothing/);
    const decision = { decision: "accept", contentHash: "x" };
    await expectProblem(call("/api/approvals/a_0/decision", { body: decision }), 404, "not-found", /approval/);
  });

  test("a body that is too large, or no JSON, is refused unread", async () => {
    const question = "x".repeat(1_100_000);
    await expectProblem(call("/api/ask", { body: { question } }), 413, "too-large", /larger/);
    const headers = { "content-type": "text/plain" };
    await expectProblem(
      call("/api/ask", { body: "hello", headers }),
      415,
      "unsupported-media-type",
      /application\/json/,
    );
  });

  test("pages of other origins are refused, also their preflights; the CRM's page is answered", async () => {
    for (const origin of ["https://evil.example", "null", "http://localhost:1", "https://evil.example.localhost"]) {
      const { headers } = await expectProblem(call("/api/me", { headers: { origin } }), 403, "forbidden", /origin/);
      expect(headers.get("access-control-allow-origin")).toBeNull();
      const preflight = await fetch(`${house.url}/api/ask`, {
        method: "OPTIONS",
        headers: { origin, "access-control-request-method": "POST" },
      });
      expect(preflight.status).toBe(403);
    }
    const origin = new URL(crmAddress ?? "").origin;
    expect((await call("/api/me", { headers: { origin } })).headers.get("access-control-allow-origin")).toBe(origin);
  });

  test("under another host name (DNS rebinding), or from a page, this machine's own routes refuse", async () => {
    for (const route of ["/local/systems", "/local/personas"]) {
      for (const host of ["evil.example", "evil.example:4400", "localhost.evil.example", "[::2]"]) {
        expect(await statusUnder(`${house.url}${route}`, host)).toBe(403);
      }
      await expectProblem(call(route, { headers: { origin: "https://evil.example" } }), 403, "forbidden", /origin/);
    }
  });

  test("nor do they take a proxy on this machine for its user: who has not the key of its data gets no token", async () => {
    // As a bare `proxy_pass` would send it.
    const { host } = new URL(house.url);
    for (const authorization of ["", "Bearer ", "Bearer local", `Bearer ${"A".repeat(43)}`]) {
      for (const route of ["personas", "systems"]) {
        expect((await call(`/local/${route}`, { headers: { host, authorization } })).status).toBe(401);
      }
      const body = { persona: "compliance" };
      await expectProblem(
        call("/local/token", { headers: { host, authorization }, body }),
        401,
        "unauthenticated",
        /key/,
      );
    }
    expect(await house.token("compliance")).toMatch(/^ey/);
    expect(house.output()).toContain(house.door);
    expect(statSync(path.join(house.dataFolder, "local.key")).mode & 0o077).toBe(0);
  });
});

describe("who asks", () => {
  const unauthenticated = (token: string, says: RegExp): Promise<Reply> =>
    expectProblem(call("/api/me", { token }), 401, "unauthenticated", says);

  test("nobody is refused, and told how to sign in", async () => {
    for (const route of ["/api/me", "/api/runs", "/api/approvals", "/api/inbox", "/api/ledger", "/api/catalog"]) {
      const { headers } = await expectProblem(call(route, { token: "" }), 401, "unauthenticated", /bearer token/);
      expect(headers.get("www-authenticate")).toBe("Bearer");
    }
    await expectProblem(
      call("/api/ask", { token: "", body: { question: mainQuestion } }),
      401,
      "unauthenticated",
      /bearer/,
    );
    await expectProblem(
      call("/api/me", { token: "", headers: { authorization: "Basic bWFyYTpzZWNyZXQ=" } }),
      401,
      "unauthenticated",
      /bearer/,
    );
  });

  test("a token whose time is over has expired, over HTTP and on the command line", async () => {
    const token = await house.token("sales-manager", 1);
    await until("the token to expire", async () => (await call("/api/me", { token })).status === 401);
    const { headers } = await expectProblem(call("/api/me", { token }), 401, "token-expired", /expired/);
    expect(headers.get("www-authenticate")).toContain("invalid_token");
    expect(await gantry(["approvals"], { ...house.env, GANTRY_TOKEN: token })).toMatchObject({
      code: 3,
      err: expect.stringContaining("expired"),
    });
  });

  test("a token is only good from the issuer we trust, for us, signed with its key and algorithm", async () => {
    const key = createPrivateKey({ key: JSON.parse(readData(house, "issuer.jwk")), format: "jwk" });
    const kid = kidOf(manager);
    expect((await call("/api/me", { token: forge(key, kid) })).status).toBe(200);
    await unauthenticated(forge(key, kid, { iss: "https://login.evil.example" }), /issuer/);
    await unauthenticated(forge(key, kid, { aud: "another-service" }), /CLAIM/);
    await unauthenticated(forge(key, kid, { sub: undefined }), /CLAIM/);
    await unauthenticated(forge(key, kid, { exp: undefined }), /CLAIM/);
    await unauthenticated(forge(key, kid, { roles: "administrator" }), /claims/);
    const { privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
    await unauthenticated(forge(privateKey, kid), /SIGNATURE/);
    await unauthenticated(forge(privateKey, "another"), /JWKS|KEY/);
    await unauthenticated(unsigned(manager), /./);
    await unauthenticated(unsigned(manager, "x"), /./);
    await unauthenticated(confused(manager, readData(house, "issuer.jwk")), /./);
    await unauthenticated(altered(manager, { roles: ["administrator"] }), /SIGNATURE/);
  });

  test("a token that only the CRM could know, and does not (any more), has expired", async () => {
    await expectProblem(call("/api/me", { token: "00D000000000001!stale.token" }), 401, "token-expired", /knows this/);
  });

  test("who may not is forbidden, by the name of the permission", async () => {
    const compliance = await house.token("compliance");
    await expectProblem(
      call("/api/ask", { token: compliance, body: { question: mainQuestion } }),
      403,
      "forbidden",
      /"ask".*compliance/,
    );
    await expectProblem(call("/api/ledger"), 403, "forbidden", /"see:ledger".*sales-manager/);
    expect(await gantry(["audit", "verify", "--as", "analyst"], house.env)).toMatchObject({
      code: 3,
      err: expect.stringContaining("see:ledger"),
    });
    expect(await gantry(["token", "--as", "nobody"], house.env)).toMatchObject({
      code: 4,
      err: expect.stringContaining("sales-manager, sales-director, analyst, compliance"),
    });
  });

  test("who asks too often is told when to come back, and others are not held up", async () => {
    const token = await house.token("analyst");
    let refused: Reply | undefined;
    for (let sent = 0; sent < 3000 && refused === undefined; sent += 30) {
      const replies = await Promise.all(Array.from({ length: 30 }, () => call("/api/me", { token })));
      refused = replies.find((it) => it.status === 429);
    }
    if (refused === undefined) return expect.unreachable("a refusal");
    const { headers } = await expectProblem(Promise.resolve(refused), 429, "rate-limited", /requests in 60 s/);
    expect(Number(headers.get("retry-after"))).toBeGreaterThanOrEqual(1);
    expect(headers.get("ratelimit-policy")).toMatch(/q=600;w=60/);
    expect(headers.get("ratelimit")).toMatch(/r=0;t=\d+/);
    expect((await call("/api/me")).status).toBe(200);
  });
});

describe("a CRM in trouble", () => {
  const ask = (): Promise<Reply> =>
    call("/api/ask", { body: { question: mainQuestion }, headers: { prefer: "wait=60" } });

  test("that is busy, down or silent for a moment is asked again, and the answer is whole", async () => {
    const calm = await ask();
    crm.fail({ status: 429, headers: { "retry-after": "1" } });
    crm.fail({ status: 503 }, 1);
    crm.fail("silence", 2);
    crm.fail("cut", 3);
    const troubled = await ask();
    expect(troubled.status).toBe(200);
    expect(tableOf(troubled.body as never).rows).toEqual(tableOf(calm.body as never).rows);
  });

  test("that is out of reach ends the run with its name, the table's and the step's; no draft waits, no mail goes", async () => {
    await house.kill();
    await house.restart(elsewhere({ crm: { url: "http://127.0.0.1:1" } }));
    const before = await call("/api/approvals");
    const { status, body } = await ask();
    expect(status).toBe(502);
    expect(body["status"]).toBe("failed");
    expect(body["problem"]).toMatchObject({
      code: "source-unreachable",
      detail: expect.stringMatching(/crm/),
      where: expect.objectContaining({ source: "crm", step: expect.stringMatching(/^(customers|staff)$/) }),
      retryable: true,
    });
    expect((await call("/api/approvals")).body).toEqual(before.body);
    expect((await call("/api/inbox")).body).toEqual([]);
    const { code, err, out } = await gantry(["ask", mainQuestion], house.env);
    expect(code).toBe(9);
    expect(err).toContain("crm");
    expect(out).not.toContain("At risk");
    expect((await call("/health")).status).toBe(200);
  });
});
