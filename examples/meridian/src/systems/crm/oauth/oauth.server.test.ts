// Signing in, for programs and for people.
import { createPrivateKey, generateKeyPairSync } from "node:crypto";
import { SignJWT } from "jose";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type CrmServer, startCrm } from "../index.ts";
import { callback, caller, clientForm, integration, postForm, readReply, signIn } from "../testing/client.ts";
import { sampleCompany, today, users } from "../testing/company.ts";

const keys = generateKeyPairSync("rsa", {
  modulusLength: 2048,
  publicKeyEncoding: { type: "spki", format: "pem" },
  privateKeyEncoding: { type: "pkcs8", format: "pem" },
});
let crm: CrmServer;
let now = new Date(`${today}T12:00:00Z`);
const { client } = sampleCompany(0);

beforeAll(async () => {
  crm = await startCrm(sampleCompany(), {
    now: () => now,
    certificate: keys.publicKey,
    redirectUris: [callback],
    tokenSeconds: 3600,
  });
});
afterAll(() => crm.close());

const token = (form: Record<string, string>, headers = {}) =>
  postForm(`${crm.url}/services/oauth2/token`, form, headers);
const introspect = (it: string) => postForm(`${crm.url}/services/oauth2/introspect`, { token: it, ...clientForm });
const basic = `Basic ${Buffer.from(`${client.id}:${encodeURIComponent(client.secret)}`).toString("base64")}`;

const assertion = (more: { sub?: string; iss?: string; seconds?: number } = {}) =>
  new SignJWT()
    .setProtectedHeader({ alg: "RS256" })
    .setIssuer(more.iss ?? client.id)
    .setSubject(more.sub ?? "emma@meridian.example")
    .setAudience(crm.url)
    .setExpirationTime(Math.floor(now.getTime() / 1000) + (more.seconds ?? 120))
    .sign(createPrivateKey(keys.privateKey));
const jwtBearer = async (more = {}) =>
  token({ grant_type: "urn:ietf:params:oauth:grant-type:jwt-bearer", assertion: await assertion(more) });

describe("programs", () => {
  it("sign in by client credentials, in the form or by Basic, and act as the integration user", async () => {
    const { status, body } = await token({ grant_type: "client_credentials", ...clientForm });
    expect(status).toBe(200);
    expect(body).toEqual({
      access_token: expect.stringMatching(/^00D000000000001!AQ/),
      signature: expect.any(String),
      scope: "api id refresh_token",
      instance_url: crm.url,
      id: `${crm.url}/id/00D000000000001EAA/${users.integration}`,
      token_type: "Bearer",
      issued_at: String(now.getTime()),
    });
    expect((await token({ grant_type: "client_credentials" }, { authorization: basic })).status).toBe(200);
    const userInfo = await caller(crm, body.access_token).get("/services/oauth2/userinfo");
    expect(userInfo.body).toMatchObject({ user_id: users.integration, organization_id: "00D000000000001EAA" });
  });

  it("sign in by JWT bearer as a named user", async () => {
    const { body } = await jwtBearer();
    const userInfo = await caller(crm, body.access_token).get("/services/oauth2/userinfo");
    expect(userInfo.body).toMatchObject({ user_id: users.emea, preferred_username: "emma@meridian.example" });
    expect(body).not.toHaveProperty("refresh_token");
  });

  it.each([
    [{ grant_type: "client_credentials", client_id: client.id, client_secret: "wrong" }, "invalid_client"],
    [{ grant_type: "client_credentials", client_id: "wrong", client_secret: client.secret }, "invalid_client_id"],
    [{ grant_type: "client_credentials", ...clientForm, scope: "everything" }, "invalid_scope"],
    [{ grant_type: "password", ...clientForm }, "unsupported_grant_type"],
    [{ grant_type: "authorization_code", ...clientForm, code: "made up" }, "invalid_grant"],
    [{ grant_type: "refresh_token", ...clientForm, refresh_token: "made up" }, "invalid_grant"],
    [{ grant_type: "urn:ietf:params:oauth:grant-type:jwt-bearer", assertion: "a.b.c" }, "invalid_grant"],
  ])("%j is refused: %s", async (form, error) => {
    const { status, body } = await token(form);
    expect([status, body.error]).toEqual([400, error]);
    expect(body.error_description).toEqual(expect.any(String));
  });

  it("don't sign in with an assertion for another app, for nobody, expired, or too long-lived", async () => {
    for (const more of [{ iss: "other" }, { sub: "nobody@meridian.example" }, { seconds: -60 }, { seconds: 600 }])
      expect((await jwtBearer(more)).body.error).toBe("invalid_grant");
  });
});

describe("people", () => {
  it("sign in by form, code and PKCE, and refresh", async () => {
    const tokens = await signIn(crm, "emma");
    expect((await introspect(tokens.access_token)).body).toMatchObject({
      active: true,
      username: "emma@meridian.example",
      client_id: client.id,
      sub: expect.stringContaining(users.emea),
      exp: Math.floor(now.getTime() / 1000) + 3600,
    });
    now = new Date(now.getTime() + 3601 * 1000);
    expect((await introspect(tokens.access_token)).body).toEqual({ active: false });
    const late = await caller(crm, tokens.access_token).get("/limits");
    expect([late.status, late.body]).toEqual([
      401,
      [{ errorCode: "INVALID_SESSION_ID", message: "Session expired or invalid" }],
    ]);
    const fresh = await token({
      grant_type: "refresh_token",
      client_id: client.id,
      refresh_token: tokens.refresh_token,
    });
    expect(fresh.body).not.toHaveProperty("refresh_token");
    expect((await caller(crm, fresh.body.access_token).get("/limits")).status).toBe(200);
    // Revoking the refresh token ends what came of it.
    expect((await postForm(`${crm.url}/services/oauth2/revoke`, { token: tokens.refresh_token })).status).toBe(200);
    expect((await introspect(fresh.body.access_token)).body).toEqual({ active: false });
  });

  it("are told apart from strangers", async () => {
    const { status, body, headers } = await postForm(`${crm.url}/login`, {
      username: "emma@meridian.example",
      password: "wrong",
      startURL: "/console",
    });
    expect(status).toBe(401);
    expect(body).toContain("check your username and password");
    expect(headers.get("set-cookie")).toBeNull();
  });

  it("are never sent to another site after signing in", async () => {
    for (const startURL of ["https://evil.example/", "//evil.example", "/\\evil.example"]) {
      const form = { username: "emma@meridian.example", password: "correct horse", startURL };
      const { status, headers } = await postForm(`${crm.url}/login`, form);
      expect([status, headers.get("location")]).toEqual([303, "/console"]);
    }
  });

  it("get no code without a registered callback or without PKCE", async () => {
    const authorize = async (more: Record<string, string>) => {
      const query = { response_type: "code", client_id: client.id, redirect_uri: callback, state: "s", ...more };
      return readReply(
        await fetch(`${crm.url}/services/oauth2/authorize?${new URLSearchParams(query).toString()}`, {
          redirect: "manual",
        }),
      );
    };
    const elsewhere = await authorize({ redirect_uri: "https://evil.example/cb" });
    expect([elsewhere.status, elsewhere.body.error]).toEqual([400, "redirect_uri_mismatch"]);
    const noChallenge = await authorize({});
    expect(noChallenge.headers.get("location")).toContain(`${callback}?error=invalid_request`);
    const plain = await authorize({ code_challenge: "x".repeat(43), code_challenge_method: "plain" });
    expect(plain.headers.get("location")).toContain("error=invalid_request");
  });
});

describe("tokens", () => {
  it("are introspected for the connected app only", async () => {
    const { token: its } = await integration(crm);
    const url = `${crm.url}/services/oauth2/introspect`;
    expect((await postForm(url, { token: its })).status).toBe(400);
    expect((await postForm(url, { token: its, client_id: client.id, client_secret: "wrong" })).status).toBe(400);
    expect((await postForm(url, { token: its }, { authorization: basic })).body.active).toBe(true);
    expect((await introspect("made up")).body).toEqual({ active: false });
  });

  it("are needed for the API", async () => {
    for (const wrong of ["", "made up"]) expect((await caller(crm, wrong).get("/limits")).status).toBe(401);
    const { status } = await fetch(`${crm.url}/services/data/v62.0/limits`);
    expect(status).toBe(401);
  });
});
