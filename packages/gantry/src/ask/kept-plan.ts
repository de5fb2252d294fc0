// What a language model planned, asked again without it: "why?", and with fields changed. The checker sees it like any other.
import { GantryError } from "@gantry/contract";
import { unableBut } from "./choices.ts";
import type { Edits } from "./plan/index.ts";
import { parameterOf, replyIn, runnable } from "./planner/index.ts";
import type { Running } from "./planner/index.ts";
import type { KeptReply, Planned } from "./types.ts";

/** What the caller may not see any more is told, as of any question. */
const orUnable = async (make: () => Promise<Planned>): Promise<Planned> => {
  try {
    return await make();
  } catch (error) {
    if (!(error instanceof GantryError) || error.code !== "bad-flow") throw error;
    return unableBut("not-understood", `I may not answer that: ${error.message}`, []);
  }
};

/** The same rows, with how they were reckoned. */
export const explainKept = (kept: KeptReply, running: Running): Promise<Planned> =>
  orUnable(() => runnable(replyIn(kept), kept.names, { ...running, explains: true }));

/** With other values of its inputs: spans of time, and names. @throws GantryError `bad-input` for a field that it has not */
export const editKept = (kept: KeptReply, edits: Edits, running: Running): Promise<Planned> => {
  const reply = replyIn(kept);
  const values = Object.fromEntries(Object.entries(edits).map(([field, value]) => [field, String(value)]));
  const fields = [...reply.input.map((it) => it.name), ...Object.keys(kept.names).map(parameterOf)];
  const foreign = Object.keys(values).find((it) => !fields.includes(it) || values[it] === "");
  if (foreign !== undefined)
    throw new GantryError("bad-input", `field "${foreign.slice(0, 60)}" of this question can't be changed so`, {
      remedy: fields.length === 0 ? "ask it in other words" : `what can be: ${fields.join(", ")}`,
      where: { field: foreign.slice(0, 60) },
    });
  const input = reply.input.map(({ name, value }) => ({ name, value: values[name] ?? value }));
  const names = Object.fromEntries(
    Object.entries(kept.names).map(([word, name]) => [word, values[parameterOf(word)] ?? name]),
  );
  return orUnable(async () => {
    const planned = await runnable({ ...reply, input }, names, running);
    return { ...planned, interpretation: { ...planned.interpretation, edits: { ...edits } } };
  });
};
