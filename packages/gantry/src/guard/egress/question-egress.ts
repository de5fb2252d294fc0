// A caller's question to the model that plans it: people and companies in it leave as tokens, and the ledger says so.
import { randomBytes, randomUUID } from "node:crypto";
import { GantryError } from "@gantry/contract";
import type { TextRequest } from "../../model/index.ts";
import { decide, modelDestination } from "../../policy/index.ts";
import { replaceHits } from "../mask/hit.ts";
import { createMasker } from "../mask/mask.ts";
import { stripInvisible, tokenInstructions } from "../prompt/fence.ts";
import { mapStrings } from "../treat/cell.ts";
import type { QuestionEgress, QuestionReply } from "../types.ts";
import { createCallTokens } from "../vault/call.ts";
import { createHmacSha256 } from "../vault/hmac.ts";
import { restoreText } from "../vault/restore.ts";
import { tokenFor } from "../vault/token.ts";
import { letOut, spendsOf, versionsOf } from "./house.ts";
import type { House } from "./house.ts";

/** What the policy calls a question; the source and the step of its egress are named the same. */
const label = "input.question";
const step = "question";

/** `Guard.question` over a house. */
export const createQuestionEgress =
  (house: House): ((egress: QuestionEgress) => Promise<QuestionReply>) =>
  async ({ run, question, aside = "", model, request, ordinary, unrestored = false, caller, tenant }) => {
    const policies = [await house.current(run)];
    const destination = modelDestination(model.deployment);
    const { treatment, rule } = decide(policies, { label, level: "copied", destination });
    if (treatment === "refuse" || treatment === "drop") {
      throw new GantryError(
        "policy-breach",
        `the question (${label}) would reach model "${destination.name}" in zone ${destination.zone}: ${rule}`,
        {
          remedy: `let the policy pass ${label} → model ${destination.zone}, or send it as tokens`,
          where: { destination: destination.name, label },
        },
      );
    }
    const tokens = createCallTokens(house.random);
    // Nothing of the question is kept, so its tokens live in this call alone.
    const keyed = createHmacSha256(randomBytes(32));
    // A question has no row to know names from: whatever has a capital and is no word of the house is taken for one.
    const masker = createMasker({ known: [], overMask: destination.zone !== "inside", ordinary, keepsPlaces: true });
    const treat = (text: string): string => {
      const clean = stripInvisible(text);
      if (treatment === "pass") return clean;
      return replaceHits(clean, masker.find(clean), (hit, value) =>
        tokens.issue(tokenFor(keyed, hit.label, value, hit.canonical), value, hit.label),
      );
    };
    const bare = request(treat(question), treat(aside));
    const asked: TextRequest =
      tokens.issued.size === 0 ? bare : { ...bare, instructions: `${tokenInstructions}\n\n${bare.instructions}` };
    const note = {
      id: randomUUID(),
      run,
      step,
      row: step,
      caller: caller ?? null,
      tenant,
      kind: "model" as const,
      destination,
      policy: versionsOf(policies),
      columns: [{ column: step, label, level: "copied" as const, treatment }],
      tokens: tokens.counts(),
      values: { instructions: asked.instructions, prompt: asked.prompt },
      spends: spendsOf(model.deployment, asked.instructions.length + asked.prompt.length),
    };
    const reply = await letOut(
      house,
      note,
      () => model.generate(asked),
      ({ usage }) => ({ usage }),
    );
    const restore = (text: string): string => restoreText(text, (token) => tokens.issued.get(token)?.value);
    const output = Object.entries(reply.output).map(([name, cell]) => [
      name,
      unrestored ? cell : mapStrings(cell, restore),
    ]);
    const names = Object.fromEntries([...tokens.issued].map(([token, { value }]) => [token, value]));
    return { ...reply, output: Object.fromEntries(output), names };
  };
