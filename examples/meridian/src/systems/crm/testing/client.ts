// Calls the CRM stand-in over HTTP, as its tests do.
import { createHash, randomBytes } from "node:crypto";
import type { CrmServer } from "../index.ts";
import { sampleCompany } from "./company.ts";

export interface Reply {
  readonly status: number;
  // Replies are judged by the tests, field by field.
  // eslint-disable-next-line typescript/no-explicit-any
  readonly body: any;
  readonly headers: Headers;
}

export interface Caller {
  readonly token: string;
  send(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Reply>;
  get(path: string, headers?: Record<string, string>): Promise<Reply>;
  /** The records of a query's first page; fails the test on an error. */
  rows(soql: string): Promise<Record<string, unknown>[]>;
  query(soql: string, headers?: Record<string, string>): Promise<Reply>;
}

export async function readReply(response: Response): Promise<Reply> {
  const text = await response.text();
  const isJson = response.headers.get("content-type")?.includes("json") === true;
  return { status: response.status, body: isJson ? JSON.parse(text) : text, headers: response.headers };
}

export const postForm = async (url: string, form: Record<string, string>, headers = {}): Promise<Reply> =>
  readReply(await fetch(url, { method: "POST", body: new URLSearchParams(form), headers, redirect: "manual" }));

export function caller(crm: CrmServer, token: string): Caller {
  const send = async (method: string, path: string, body?: unknown, headers: Record<string, string> = {}) => {
    const target = path.startsWith("/services") ? path : `/services/data/v62.0${path}`;
    const response = await fetch(crm.url + target, {
      method,
      headers: { authorization: `Bearer ${token}`, "content-type": "application/json", ...headers },
      ...(body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) }),
    });
    return readReply(response);
  };
  const query = (soql: string, headers = {}) => send("GET", `/query?q=${encodeURIComponent(soql)}`, undefined, headers);
  return {
    token,
    send,
    query,
    get: (path, headers) => send("GET", path, undefined, headers),
    async rows(soql) {
      const reply = await query(soql);
      if (reply.status !== 200) throw new Error(JSON.stringify(reply.body));
      return reply.body.records;
    },
  };
}

const { client } = sampleCompany(0);
export const clientForm = { client_id: client.id, client_secret: client.secret };

/** The integration user, by client credentials. */
export async function integration(crm: CrmServer): Promise<Caller> {
  const form = { grant_type: "client_credentials", ...clientForm };
  const { body } = await postForm(`${crm.url}/services/oauth2/token`, form);
  return caller(crm, body.access_token);
}

export const callback = "http://localhost:9999/callback";

/** A user's tokens, by login form and authorization code with PKCE; the server must allow `callback`. */
export async function signIn(crm: CrmServer, name: string): Promise<{ access_token: string; refresh_token: string }> {
  const verifier = randomBytes(32).toString("base64url");
  const parameters = new URLSearchParams({
    response_type: "code",
    client_id: client.id,
    redirect_uri: callback,
    state: "xyz",
    code_challenge: createHash("sha256").update(verifier).digest("base64url"),
    code_challenge_method: "S256",
  });
  const authorize = `/services/oauth2/authorize?${parameters.toString()}`;
  const toLogin = await fetch(crm.url + authorize, { redirect: "manual" });
  const login = new URL(toLogin.headers.get("location") ?? "", crm.url);
  const startURL = login.searchParams.get("startURL") ?? "";
  const signed = await postForm(`${crm.url}/login`, {
    username: `${name}@meridian.example`,
    password: "correct horse",
    startURL,
  });
  const cookie = signed.headers.get("set-cookie")?.split(";")[0] ?? "";
  const back = await fetch(crm.url + (signed.headers.get("location") ?? ""), {
    headers: { cookie },
    redirect: "manual",
  });
  const code = new URL(back.headers.get("location") ?? "").searchParams.get("code") ?? "";
  const { body } = await postForm(`${crm.url}/services/oauth2/token`, {
    grant_type: "authorization_code",
    client_id: client.id,
    redirect_uri: callback,
    code,
    code_verifier: verifier,
  });
  return body;
}

export const userCaller = async (crm: CrmServer, name: string): Promise<Caller> =>
  caller(crm, (await signIn(crm, name)).access_token);
