import { expect, test } from "vitest";
import { definePolicy } from "../policy/index.ts";
import type { Policy, TreatmentRule } from "../policy/index.ts";
import type { PolicyStore } from "../store/index.ts";
import { createPinnedPolicies } from "./pinned-policy.ts";

const policyWith = (treatment: TreatmentRule["treatment"]): Policy =>
  definePolicy({ treatments: [{ label: "person.*", to: { kind: "mail" }, treatment }], roles: [] });
const [lenient, strict] = [policyWith("pass"), policyWith("refuse")];

const storeOf = (kept = new Map<string, unknown>()): PolicyStore => ({
  keep: async (version, document) =>
    void (kept.has(version) || kept.set(version, JSON.parse(JSON.stringify(document)))),
  find: async (version) => kept.get(version),
});

test("a run keeps to the policy it pinned, also after another has come into force", async () => {
  const store = storeOf();
  await createPinnedPolicies(strict, store, async () => undefined);
  const policies = await createPinnedPolicies(lenient, store, async (run) =>
    run === "old" ? strict.version : lenient.version,
  );
  expect(await policies("old")).toEqual(strict);
  expect(await policies("new")).toBe(lenient);
});

test("before a run has begun, the policy in force holds", async () => {
  const policies = await createPinnedPolicies(lenient, storeOf(), async () => undefined);
  expect(await policies("none yet")).toBe(lenient);
});

test("a pinned policy that is gone, or was changed where it is kept, lets nothing out", async () => {
  const { version, ...document } = lenient;
  const changed = storeOf(new Map([[strict.version, document]]));
  for (const store of [storeOf(), changed]) {
    const policies = await createPinnedPolicies(lenient, store, async () => strict.version);
    await expect(policies("old")).rejects.toMatchObject({ code: "bad-config" });
  }
  expect(version).not.toBe(strict.version);
});
