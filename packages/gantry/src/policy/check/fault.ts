// What is wrong with a policy, and the error that says all of it, each with file and line.
import { GantryError } from "@gantry/contract";
import type { PathInto } from "../written/index.ts";
import { partText } from "./source.ts";
import type { PolicySource } from "./source.ts";

export interface Fault {
  /** Of the part of the definition that is wrong: `["treatments", 3]`. */
  readonly path: PathInto;
  /** In the text of the permissions: the byte at which it is wrong. */
  readonly offset?: number;
  readonly what: string;
  readonly remedy?: string;
}

/** @throws GantryError `bad-config` where there are faults, each on a line with its file and line number. */
export const refuseFaults = (source: PolicySource, faults: readonly Fault[]): void => {
  const [first] = faults;
  if (first !== undefined) throw policyError(source, faults, first);
};

/** The error that tells of all faults. */
export const policyError = (source: PolicySource, faults: readonly Fault[], first: Fault): GantryError => {
  const lines = faults.map(({ path, offset, what, remedy }) => {
    const mended = remedy === undefined || faults.length === 1 ? "" : ` (${remedy})`;
    return `${partText(source, path, offset)}: ${what}${mended}`;
  });
  const all = lines.length === 1 ? lines.join("") : `the policy has ${lines.length} faults:\n  ${lines.join("\n  ")}`;
  return new GantryError("bad-config", all, {
    remedy: faults.length === 1 ? first.remedy : undefined,
    where: { policy: partText(source, first.path, first.offset) },
  });
};
