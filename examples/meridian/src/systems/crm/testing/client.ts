// Calls the CRM stand-in over HTTP, as its tests do.
import { createHash, randomBytes } from "node:crypto";
import type { CrmServer } from "../index.ts";
import { sampleCompany } from "./company.ts";

/** An answer, its body read as what the test expects of this call. */
export interface Reply<Body = Fields> {
  readonly status: number;
  readonly body: Body;
  readonly headers: Headers;
}

/** A record: its fields, and its parents and children, by name. */
export type Fields = Readonly<Record<string, unknown>>;

/** What a query gives at a time. */
export interface Page {
  readonly totalSize: number;
  readonly done: boolean;
  readonly records: readonly Fields[];
  readonly nextRecordsUrl: string;
}

/** What a write answers. */
export interface Written {
  readonly id: string;
  readonly success: boolean;
  readonly created: boolean;
}

/** What a composite call answers, one for each of its requests. */
export interface Composite {
  readonly compositeResponse: readonly {
    readonly httpStatusCode: number;
    readonly httpHeaders: Readonly<Record<string, string>>;
    readonly body: Fields;
  }[];
}

/** What the token endpoints answer: tokens, what is known of one, or an error. */
export interface Tokens {
  readonly access_token: string;
  readonly refresh_token: string;
  readonly active: boolean;
  readonly error: string;
  readonly error_description: string;
}

interface Refusal {
  readonly errorCode: string;
  readonly message: string;
}

/** The first error of an answer of the REST API; fails the test where it has none. */
export const refusalIn = ({ body }: { readonly body: unknown }): Refusal => {
  // Lists of errors are the API's form of every refusal.
  const [refusal] = body as readonly Refusal[];
  if (refusal?.errorCode === undefined) throw new Error(`no error in ${JSON.stringify(body)}`);
  return refusal;
};

export interface Caller {
  readonly token: string;
  send<Body = Written>(
    method: string,
    path: string,
    body?: unknown,
    headers?: Record<string, string>,
  ): Promise<Reply<Body>>;
  get<Body = Fields>(path: string, headers?: Record<string, string>): Promise<Reply<Body>>;
  /** The records of a query's first page; fails the test on an error. */
  rows(soql: string): Promise<readonly Fields[]>;
  query(soql: string, headers?: Record<string, string>): Promise<Reply<Page>>;
}

export async function readReply<Body = Tokens>(response: Response): Promise<Reply<Body>> {
  const text = await response.text();
  const isJson = response.headers.get("content-type")?.includes("json") === true;
  return { status: response.status, body: isJson ? JSON.parse(text) : text, headers: response.headers };
}

export const postForm = async <Body = Tokens>(
  url: string,
  form: Record<string, string>,
  headers = {},
): Promise<Reply<Body>> =>
  readReply(await fetch(url, { method: "POST", body: new URLSearchParams(form), headers, redirect: "manual" }));

export function caller(crm: CrmServer, token: string): Caller {
  const send = async <Body>(
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<Reply<Body>> => {
    const target = path.startsWith("/services") ? path : `/services/data/v62.0${path}`;
    const response = await fetch(crm.url + target, {
      method,
      headers: { authorization: `Bearer ${token}`, "content-type": "application/json", ...headers },
      ...(body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) }),
    });
    return readReply(response);
  };
  const query = (soql: string, headers = {}) =>
    send<Page>("GET", `/query?q=${encodeURIComponent(soql)}`, undefined, headers);
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
export async function signIn(crm: CrmServer, name: string): Promise<Tokens> {
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
