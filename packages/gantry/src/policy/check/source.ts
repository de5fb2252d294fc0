// Where a policy was written: kept beside it, not in it, so that its version depends on its content alone.
import type { Policy } from "../types.ts";
import { lineOf, placeOf, placeText } from "../written/index.ts";
import type { PathInto, Place, WrittenAt } from "../written/index.ts";

export interface PolicySource {
  /** What `definePolicy` was given. */
  readonly definition: unknown;
  readonly at: WrittenAt | undefined;
  /** Told by whoever read the policy, in place of a call. */
  readonly file: string | undefined;
  /** The file of the Cedar policies, where they have one. */
  readonly permissionsFile: string | undefined;
}

const sources = new WeakMap<Policy, PolicySource>();

export const remember = (policy: Policy, source: PolicySource): void => void sources.set(policy, source);

export const sourceOf = (policy: Policy): PolicySource =>
  sources.get(policy) ?? { definition: policy, at: undefined, file: undefined, permissionsFile: undefined };

const textOf = (permissions: unknown): string =>
  typeof permissions === "string" ? permissions : ((permissions as { text?: string } | undefined)?.text ?? "");

/** The line on which a part of a policy stands; undefined where that is not known. */
export const partAt = (source: PolicySource, path: PathInto, offset?: number): Place | undefined => {
  if (path[0] === "permissions" && offset !== undefined && source.permissionsFile !== undefined) {
    const text = textOf((source.definition as { permissions?: unknown } | undefined)?.permissions);
    // Cedar counts bytes.
    const characters = Buffer.from(text).subarray(0, offset).toString().length;
    return { file: source.permissionsFile, line: lineOf(text, characters) };
  }
  return source.at === undefined ? undefined : placeOf(source.at, path, source.definition);
};

/** "policy.ts:12", or what there is of it. */
export const partText = (source: PolicySource, path: PathInto, offset?: number): string => {
  const place = partAt(source, path, offset);
  if (place !== undefined) return placeText(place);
  return source.file === undefined ? "policy" : `policy ${source.file}`;
};

/** Where a part of a policy is written; undefined for one that was not written in code. */
export const policyPlace = (policy: Policy, path: PathInto): Place | undefined => partAt(sourceOf(policy), path);
