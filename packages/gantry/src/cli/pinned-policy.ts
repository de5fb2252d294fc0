// The policy that a run pinned: found by its version, so that an old run is decided by the stricter of it and the current one.
import { GantryError } from "@gantry/contract";
import { definePolicy } from "../policy/index.ts";
import type { Policy } from "../policy/index.ts";
import type { PolicyStore } from "../store/index.ts";

/**
 * Keeps the policy in force, and gives the one that each run pinned.
 *
 * @param versionOf the version that a run pinned; undefined for a run that has not begun: the current one holds.
 * @throws GantryError `bad-config` when a run's policy was never kept, or reads differently now: nothing of it may leave.
 */
export async function createPinnedPolicies(
  current: Policy,
  store: PolicyStore,
  versionOf: (run: string) => Promise<string | undefined>,
): Promise<(run: string) => Promise<Policy>> {
  const { version, ...document } = current;
  await store.keep(version, document);
  const known = new Map([[version, current]]);
  return async (run) => {
    const pinned = (await versionOf(run)) ?? version;
    const found = known.get(pinned) ?? read(pinned, await store.find(pinned));
    known.set(pinned, found);
    return found;
  };
}

function read(version: string, document: unknown): Policy {
  // Checked like any policy, and its version, a hash of it, tells whether anyone touched it.
  const policy = document === undefined ? undefined : definePolicy(document, { file: `${version} as kept` });
  if (policy?.version === version) return policy;
  throw new GantryError("bad-config", `the policy ${version}, which a run pinned, is not kept as it was`, {
    remedy: "cancel the run and start it again under the current policy",
    where: { policy: version },
  });
}
