// Texts of a caller's own to a model that is no chat: what is to be embedded, or drawn.
import { randomUUID } from "node:crypto";
import { GantryError } from "@gantry/contract";
import type { ChatRequest, Deployment } from "../../model/index.ts";
import { decide } from "../../policy/index.ts";
import type { Policy } from "../../policy/index.ts";
import { createConversationTokens } from "../chat/tokens.ts";
import { columnsOf, decideChat } from "../chat/pieces.ts";
import { treatChat } from "../chat/treat.ts";
import type { TextsEgress, TextsResult } from "../types.ts";
import { inTurn, unfitBy } from "./chat-egress.ts";
import { letOut, spendsOf, versionsOf } from "./house.ts";
import type { House } from "./house.ts";
import { destinationOf } from "./route.ts";

/** Every text as one message of a user: the same labels, the same masking. */
const asChat = (texts: readonly string[], signal: AbortSignal): ChatRequest => ({
  messages: texts.map((text) => ({ role: "user", parts: [{ kind: "text", text }] })),
  tools: [],
  streamed: false,
  signal,
});

const textsOf = ({ messages }: ChatRequest): readonly string[] =>
  messages.flatMap((it) => (it.role === "user" ? it.parts.map((part) => (part.kind === "text" ? part.text : "")) : []));

/** Why a label of what the texts are made of keeps them from a deployment. Masking finds names; it drops no figure. */
const unfitFor = (
  { labels = [], step }: Pick<TextsEgress<never, never>, "labels" | "step">,
  policies: readonly Policy[],
  deployment: Deployment,
  refusals: GantryError[],
): string | null => {
  const destination = destinationOf(deployment);
  for (const label of labels) {
    const { treatment, rule } = decide(policies, { label, level: "copied", destination });
    if (treatment === "pass" || treatment === "token") continue;
    const message = `${step}: ${label} would reach model "${deployment.name}" in zone ${deployment.zone}: ${rule}`;
    refusals.push(new GantryError("policy-breach", message, { where: { destination: deployment.name, label } }));
    return message;
  }
  return null;
};

/** `Guard.texts` over a house. */
export const createTextsEgress =
  (house: House) =>
  async <M extends { readonly deployment: Deployment }, R>(egress: TextsEgress<M, R>): Promise<TextsResult<R>> => {
    const policies = [await house.current(egress.run)];
    const chat = asChat(egress.texts, egress.signal);
    const byRole = unfitBy(["user"], policies);
    const unfit = (deployment: Deployment): string | null =>
      byRole.unfit(deployment) ?? unfitFor(egress, policies, deployment, byRole.refusals);
    return inTurn(egress.route, { ...byRole, unfit }, egress.signal, async ({ model, reason }) => {
      const destination = destinationOf(model.deployment);
      const decisions = decideChat(["user"], policies, destination);
      const tokens = createConversationTokens(house.keys, egress.owner, egress.step);
      const options = { policies, destination, tokens, vocabulary: house.vocabulary };
      const texts = textsOf(treatChat(chat, decisions, options).request);
      const note = {
        id: randomUUID(),
        run: egress.run,
        step: egress.step,
        row: egress.step,
        caller: egress.caller,
        kind: "model" as const,
        destination,
        policy: versionsOf(policies),
        columns: columnsOf(decisions),
        tokens: tokens.counts(),
        values: { texts: JSON.stringify(texts) },
        reason,
        spends: spendsOf(model.deployment, texts.join("").length, 0),
      };
      const result = await letOut(
        house,
        note,
        () => egress.send(model, texts),
        (sent) => ({
          usage: sent.usage,
          ...(egress.drawn === undefined ? {} : { drawn: egress.drawn(sent) }),
        }),
      );
      return { model: model.deployment.name, reason, result };
    });
  };
