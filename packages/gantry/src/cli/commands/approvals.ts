import { GantryError } from "@gantry/contract";
import { readFlags } from "../flags.ts";
import type { Command } from "../command.ts";
import { connectAs } from "../running.ts";
import { readSettings } from "../settings.ts";

/** Lists what waits for a decision; `accept ID` and `reject ID` decide on exactly the content shown. */
export const approvals: Command = async (words) => {
  const { values, positionals } = readFlags(words, {
    as: { type: "string" },
    json: { type: "boolean", default: false },
  });
  const [verb, id] = positionals;
  const { client } = await connectAs(readSettings(), values.as);
  const all = await client.approvals();
  if (verb === undefined) {
    const pending = all.filter((it) => it.state === "pending");
    if (values.json) console.log(JSON.stringify(pending, null, 2));
    else for (const it of pending) console.log(`${it.id}  ${it.flow}/${it.step}  ${it.title}`);
    if (pending.length === 0 && !values.json) console.log("nothing waits for a decision");
    return 0;
  }
  if (verb !== "accept" && verb !== "reject")
    throw new GantryError("bad-request", `"${verb}" is no decision`, {
      remedy: "gantry approvals accept ID, or reject ID",
    });
  const found = all.find((it) => it.id === id);
  if (!found)
    throw new GantryError("not-found", "there is no such approval among those you may see", {
      remedy: "gantry approvals",
    });
  const decided = await client.decide(found.id, { decision: verb, contentHash: found.contentHash });
  console.log(`${decided.state}: ${decided.title}`);
  return 0;
};
