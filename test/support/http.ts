// The API as a bare HTTP client sees it: status, headers, problem documents.
import { request as httpRequest } from "node:http";
import type { Problem } from "@gantry/contract";
import { expect } from "vitest";

export interface Call {
  readonly method?: string;
  /** Bearer token; none where it is absent. */
  readonly token?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON; a text is sent as it is. */
  readonly body?: unknown;
}

export interface Reply {
  readonly status: number;
  readonly type: string;
  readonly headers: Headers;
  readonly body: Problem & Readonly<Record<string, unknown>>;
}

export async function call(url: string, { method, token, headers, body }: Call = {}): Promise<Reply> {
  const response = await fetch(url, {
    method: method ?? (body === undefined ? "GET" : "POST"),
    headers: {
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      ...(body === undefined ? {} : { "content-type": "application/json" }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) }),
  });
  const type = response.headers.get("content-type") ?? "";
  return { status: response.status, type, headers: response.headers, body: (await response.json()) as Reply["body"] };
}

/** The reply is a problem document with this status and code, and says so. */
export async function expectProblem(reply: Promise<Reply>, status: number, code: string, says: RegExp): Promise<Reply> {
  const got = await reply;
  expect(got).toMatchObject({ status, type: expect.stringContaining("application/problem+json") });
  expect(got.body).toMatchObject({ status, code, type: `urn:gantry:problem:${code}` });
  expect(`${got.body.detail} ${got.body.remedy ?? ""}`).toMatch(says);
  return got;
}

/** Status of a GET under a Host header of one's own, which fetch would not send. */
export const statusUnder = (url: string, host: string): Promise<number | undefined> =>
  new Promise((resolve, reject) => {
    const request = httpRequest(url, { headers: { host } }, (reply) => {
      reply.resume();
      resolve(reply.statusCode);
    });
    request.on("error", reject).end();
  });
