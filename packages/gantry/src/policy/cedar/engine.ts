// The Cedar engine, loaded when the first policy needs it (25 ms), and the one place that speaks to it.
import { createRequire } from "node:module";
import { GantryError } from "@gantry/contract";
import type { DetailedError, EntityJson, TypeAndId } from "@cedar-policy/cedar-wasm/nodejs";

type Cedar = typeof import("@cedar-policy/cedar-wasm/nodejs");

let loaded: Cedar | undefined;

const cedar = (): Cedar => {
  // Synchronous, as policies are defined where modules are loaded.
  loaded ??= createRequire(import.meta.url)("@cedar-policy/cedar-wasm/nodejs") as Cedar;
  return loaded;
};

/** What Cedar has against a text: at a byte offset where it knows one. */
export interface CedarFinding {
  readonly message: string;
  readonly help?: string;
  readonly offset?: number;
}

const findingOf = ({ message, help, sourceLocations }: DetailedError): CedarFinding => {
  const start = sourceLocations?.[0]?.start;
  return {
    // Cedar numbers policies by itself; the line says which it is.
    message: message.replace(/^for policy `[^`]*`[,:] /, ""),
    ...(help === null ? {} : { help }),
    ...(start === undefined ? {} : { offset: start }),
  };
};

/** Parses and validates; a policy that can never hold is a finding too. Errors first. */
export const validateCedar = (text: string, schema: string): readonly CedarFinding[] => {
  const answer = cedar().validate({
    schema,
    policies: { staticPolicies: text },
    validationSettings: { mode: "strict" },
  });
  if (answer.type === "failure") return answer.errors.map(findingOf);
  return [...answer.validationErrors, ...answer.validationWarnings].map(({ error }) => findingOf(error));
};

/** The single policies of a text, in order. Cedar names them `policy0`, `policy1` … in its answers. */
export const cedarPolicies = (text: string): readonly string[] => {
  const answer = cedar().policySetTextToParts(text);
  return answer.type === "success" ? answer.policies : [];
};

export interface CedarRequest {
  readonly principal: EntityJson & { readonly uid: TypeAndId };
  readonly action: TypeAndId;
  readonly resource: TypeAndId;
}

/** By text: the name under which Cedar keeps it parsed. */
const prepared = new Map<string, string>();

const prepare = (text: string): string => {
  const known = prepared.get(text);
  if (known !== undefined) return known;
  const name = `policies-${prepared.size}`;
  const answer = cedar().preparsePolicySet(name, { staticPolicies: text });
  if (answer.type === "failure") throw unreadable(answer.errors);
  prepared.set(text, name);
  return name;
};

/** What the policies of a text say; each text is parsed once. Default: deny. `reasons` are the policies that decided; none for a deny by default. */
export const authorise = (
  text: string,
  { principal, action, resource }: CedarRequest,
): { readonly allowed: boolean; readonly reasons: readonly string[] } => {
  const answer = cedar().statefulIsAuthorized({
    principal: principal.uid,
    action,
    resource,
    context: {},
    preparsedPolicySetId: prepare(text),
    entities: [principal],
  });
  if (answer.type === "failure") throw unreadable(answer.errors);
  // A condition that fails to evaluate counts as not met: Cedar skips that policy, and we would rather not let in.
  const { decision, diagnostics } = answer.response;
  return { allowed: decision === "allow" && diagnostics.errors.length === 0, reasons: diagnostics.reason };
};

const unreadable = (errors: readonly DetailedError[]): GantryError =>
  new GantryError(
    "bad-config",
    `the policy's permissions can't be evaluated: ${errors[0]?.message ?? "no reason given"}`,
  );
