import { existsSync } from "node:fs";
import path from "node:path";
import { GantryError } from "@gantry/contract";
import { definePolicy } from "../../policy/index.ts";
import type { Policy } from "../../policy/index.ts";
import type { Command } from "../command.ts";
import { readFlags } from "../flags.ts";
import { diffPolicies } from "../policy-diff.ts";
import { printPolicyDiff } from "../print/policy-diff.ts";
import { dim } from "../print/terminal.ts";
import { readPolicy } from "../policy-file.ts";
import { loadProject } from "../project.ts";
import { proveFlows } from "../prove.ts";
import { connectAs, findRunning } from "../running.ts";
import { readSettings } from "../settings.ts";
import type { Settings } from "../settings.ts";

/**
 * What a changed policy would newly allow or refuse, over all flows. Without a word: from the policy in force on the
 * running server to the project's own; with a version: from that one; with a file: from the project's own to the file's.
 * Exits 1 where they differ in effect.
 */
export const policyDiff: Command = async (words) => {
  const { values, positionals } = readFlags(words, {
    json: { type: "boolean", default: false },
    as: { type: "string", default: "compliance" },
  });
  const settings = readSettings();
  const project = await loadProject(settings.projectFolder);
  const [word] = positionals;
  const isFile = word !== undefined && existsSync(word);
  const other = isFile
    ? await readPolicy(path.resolve(word))
    : await keptPolicy(settings, values.as, word ?? "current");
  const [old, fresh] = isFile ? [project.policy, other] : [other, project.policy];
  const before = { policy: old, proofs: await proveFlows({ ...project, triggers: [], policy: old }) };
  const after = { policy: fresh, proofs: await proveFlows({ ...project, triggers: [], policy: fresh }) };
  const changes = diffPolicies(before, after);
  if (values.json) console.log(JSON.stringify({ before: old.version, after: fresh.version, changes }, null, 2));
  else {
    console.log(dim(`policy ${old.version} → ${fresh.version}`));
    printPolicyDiff(changes);
    if (old.permissions !== fresh.permissions && !changes.some((it) => it.kind === "permission")) {
      console.log("The permissions differ only in what hangs on a caller's attributes, or in wording: read them.");
    }
  }
  return changes.length === 0 ? 0 : 1;
};

/** A policy that the server has kept; `current` is the one in force. */
async function keptPolicy(settings: Settings, persona: string, version: string): Promise<Policy> {
  if (version === "current" && (await findRunning(settings.dataFolder)) === undefined) {
    throw new GantryError("not-found", "no server runs whose policy could be compared with the project's", {
      remedy: "gantry policy diff FILE, or gantry start",
    });
  }
  const { client } = await connectAs(settings, persona);
  const { document } = await client.policyVersion(version);
  return definePolicy(document, { file: `${version} as kept` });
}
