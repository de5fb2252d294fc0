// What a model's reply is held against before anything of it is kept.
import { GantryError } from "@gantry/contract";
import { z } from "zod";
import type { Cell, Row } from "../../catalog/index.ts";
import type { KnownFinder } from "../mask/known.ts";
import { findPatterns } from "../mask/forms/patterns.ts";
import type { IssuedToken } from "../vault/call.ts";
import { tokensIn } from "../vault/restore.ts";
import { tokenPattern } from "../vault/token.ts";
import { findUngrounded } from "./ground.ts";
import type { Facts } from "./ground.ts";

export interface ReplyFinding {
  readonly check: "schema" | "token" | "clear-value" | "url" | "secret" | "ground";
  /** For the person who decides, and for the model that tries again. */
  readonly message: string;
}

export interface ReplyExpectation {
  readonly schema: Readonly<Record<string, unknown>>;
  readonly issued: ReadonlyMap<string, IssuedToken>;
  /** Finds values that left as tokens, should they come back in clear. Null where the model saw them. */
  readonly treated: KnownFinder | null;
  /** Called only for texts that state something. */
  readonly facts: () => Facts;
  /** Addresses that the author's own texts and the row hold: those may stand. */
  readonly hosts: ReadonlySet<string>;
}

const schemas = new WeakMap<object, z.ZodType>();

const schemaOf = (schema: Readonly<Record<string, unknown>>): z.ZodType => {
  const known = schemas.get(schema);
  if (known !== undefined) return known;
  try {
    const made = z.fromJSONSchema(schema);
    schemas.set(schema, made);
    return made;
  } catch (cause) {
    throw new GantryError("bad-flow", "the declared output of the prompt is no JSON Schema that can be checked", {
      cause,
    });
  }
};

const urlPattern = /\b(?:https?:\/\/|www\.)([\p{L}\p{N}.-]{1,253})[^\s"'<>)\]]{0,500}/giu;

/** Hosts named in texts, in lower case. */
export const hostsIn = (texts: readonly string[]): ReadonlySet<string> =>
  new Set(texts.flatMap((text) => Array.from(text.matchAll(urlPattern), (match) => (match[1] ?? "").toLowerCase())));

const checkTokens = (text: string, issued: ReadonlyMap<string, IssuedToken>): ReplyFinding[] => {
  const findings: ReplyFinding[] = [];
  for (const token of new Set(tokensIn(text))) {
    if (!issued.has(token)) findings.push({ check: "token", message: `${token} is no token that was given` });
  }
  const rest = text.replaceAll(tokenPattern, (token) => (issued.has(token) ? " " : token)).toUpperCase();
  const codes = new Set(Array.from(issued.keys(), (short) => short.split("_")[1] ?? ""));
  for (const code of codes) {
    if (rest.includes(code) && new RegExp(`(?<![A-Z0-9])${code}(?![A-Z0-9])`).test(rest)) {
      findings.push({ check: "token", message: `the token with code ${code} was altered` });
    }
  }
  return findings;
};

const stringsOf = (cell: Cell | undefined): readonly string[] => {
  if (typeof cell === "string") return [cell];
  if (typeof cell !== "object" || cell === null) return [];
  return Object.values(cell).flatMap((item) => stringsOf(item as Cell)); // JSON within JSON: every member is a cell
};

const checkText = (name: string, text: string, expected: ReplyExpectation): ReplyFinding[] => {
  const findings = checkTokens(text, expected.issued);
  const bare = text.replaceAll(tokenPattern, (token) => " ".repeat(token.length));
  const clear = expected.treated?.(bare) ?? [];
  for (const label of new Set(clear.map((hit) => hit.label))) {
    findings.push({ check: "clear-value", message: `${name} holds a ${label} in clear that was given as a token` });
  }
  for (const host of hostsIn([bare])) {
    if (!expected.hosts.has(host))
      findings.push({ check: "url", message: `${name} holds an address that the data does not: ${host}` });
  }
  for (const hit of findPatterns(bare)) {
    if (hit.label.startsWith("secret."))
      findings.push({ check: "secret", message: `${name} holds what looks like a secret` });
  }
  for (const { kind, text: written } of /\d/.test(bare) ? findUngrounded(bare, expected.facts()) : []) {
    findings.push({ check: "ground", message: `${name}: the ${kind} "${written}" traces to no cell` });
  }
  return findings;
};

/** Checks a reply; no findings means it may be kept as it is. */
export const checkReply = (output: Row, expected: ReplyExpectation): readonly ReplyFinding[] => {
  const parsed = schemaOf(expected.schema).safeParse(output);
  if (!parsed.success) {
    return parsed.error.issues.map((issue) => ({
      check: "schema",
      message: `${issue.path.length === 0 ? "the reply" : issue.path.join(".")}: ${issue.message}`,
    }));
  }
  return Object.entries(output).flatMap(([name, cell]) =>
    stringsOf(cell).flatMap((text) => checkText(name, text, expected)),
  );
};
