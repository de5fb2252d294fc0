// A chat of a caller's own with a model: decided, masked, recorded, and its reply restored as it streams.
import { randomUUID } from "node:crypto";
import { GantryError } from "@gantry/contract";
import { estimateChat } from "../../model/index.ts";
import type { ChatModel, ChatPart, ChatRequest, Deployment, Usage } from "../../model/index.ts";
import { modelDestination } from "../../policy/index.ts";
import type { Policy } from "../../policy/index.ts";
import { createReplyReader } from "../chat/reply.ts";
import { isOrder } from "../check/orders.ts";
import { stripInvisible } from "../prompt/fence.ts";
import { createConversationTokens, standingTokens } from "../chat/tokens.ts";
import { columnsOf, decideChat, piecesOf } from "../chat/pieces.ts";
import type { ChatDecision, ChatPiece } from "../chat/pieces.ts";
import { treatChat } from "../chat/treat.ts";
import type { ChatEgress, ChatExchange, ModelChoice } from "../types.ts";
import { createLeaving, spendsOf, versionsOf } from "./house.ts";
import type { EgressNote, House } from "./house.ts";
import { stringsIn } from "../treat/cell.ts";

/** Characters of a tool's result that are read for orders. */
const mostRead = 100_000;

/** What is asked over `/v1` belongs to no flow. */
const surface = { step: "chat", row: "chat" };

const refusalOf = (decisions: readonly ChatDecision[], deployment: Deployment): GantryError | null => {
  const refused = decisions.find(({ treatment }) => treatment === "refuse");
  if (refused === undefined) return null;
  const [label = ""] = refused.labels;
  const what = refused.piece === "image" ? "an image, which can't be searched," : `text of role ${refused.piece}`;
  return new GantryError(
    "policy-breach",
    `${what} (${label}) would reach model "${deployment.name}" in zone ${deployment.zone}: ${refused.rule}`,
    {
      remedy: `let the policy ${refused.piece === "image" ? "pass" : "make tokens of"} ${label} → model ${deployment.zone}`,
      where: { destination: deployment.name, label },
    },
  );
};

/** Whether another model should be tried: this one was not to be had. */
const isAway = (error: unknown): boolean => error instanceof GantryError && error.code === "model-unreachable";

/** Why the policies keep pieces of a chat from a deployment: remembers each refusal. */
export const unfitBy = (pieces: readonly ChatPiece[], policies: readonly Policy[]) => {
  const refusals: GantryError[] = [];
  return {
    refusals,
    unfit: (deployment: Deployment): string | null => {
      const refusal = refusalOf(decideChat(pieces, policies, modelDestination(deployment)), deployment);
      if (refusal !== null) refusals.push(refusal);
      return refusal?.message ?? null;
    },
  };
};

/** Tries the models that may, the best first, until one is to be had. */
export const inTurn = async <M, R>(
  route: (unfit: (deployment: Deployment) => string | null) => readonly ModelChoice<M>[],
  { refusals, unfit }: ReturnType<typeof unfitBy>,
  signal: AbortSignal,
  attempt: (choice: ModelChoice<M>) => Promise<R>,
): Promise<R> => {
  const choices = route(unfit);
  let failed: unknown = refusals[0] ?? new GantryError("model-unreachable", "no configured model can take this");
  for (const choice of choices) {
    try {
      return await attempt(choice);
    } catch (error) {
      if (!isAway(error) || signal.aborted) throw error;
      failed = error;
    }
  }
  throw failed;
};

/** `Guard.chat` over a house. */
export const createChatEgress =
  (house: House): ((egress: ChatEgress) => Promise<ChatExchange>) =>
  async (egress) => {
    const policies = egress.guest === undefined ? [await house.current(egress.run)] : await house.policies(egress.run);
    const unfit = unfitBy(piecesOf(egress.request), policies);
    return inTurn(egress.route, unfit, egress.request.signal, (choice) => exchange(house, egress, choice, policies));
  };

const exchange = async (
  house: House,
  egress: ChatEgress,
  { model, reason }: ModelChoice<ChatModel>,
  policies: readonly Policy[],
): Promise<ChatExchange> => {
  const destination = modelDestination(model.deployment);
  const decisions = decideChat(piecesOf(egress.request), policies, destination);
  const texts = egress.guest === undefined ? [] : stringsIn(egress.request.messages);
  const standing = texts.flatMap(standingTokens);
  const tokens = createConversationTokens(house.keys, egress.caller, egress.conversation, standing);
  const { request: asked, images } = treatChat(egress.request, decisions, {
    policies,
    destination,
    tokens,
    vocabulary: house.vocabulary,
    identifiers: house.identifiers,
  });
  const { messages, tools, signal: _, ...settings } = asked;
  const note: EgressNote = {
    id: randomUUID(),
    run: egress.run,
    ...(egress.guest ?? surface),
    caller: egress.caller,
    tenant: egress.tenant,
    kind: "model",
    destination,
    policy: versionsOf(policies),
    columns: columnsOf(decisions),
    tokens: tokens.counts(),
    values: {
      messages: JSON.stringify(messages),
      tools: JSON.stringify(tools),
      settings: JSON.stringify(settings),
    },
    images,
    reason,
    spends: spendsOf(model.deployment, estimateChat(asked) * 4, asked.maxOutputTokens),
  };
  const leaving = await createLeaving(house, note);
  const results = egress.request.messages.flatMap((message) => (message.role === "tool" ? [message.text] : []));
  if (egress.guest !== undefined && results.length > 0)
    await house.guests?.hear({ run: egress.run, ...egress.guest }, results);
  const offered = new Set(egress.request.tools.map(({ name }) => name));
  const reader = createReplyReader(tokens, { isJson: asked.format !== undefined, offered });
  if (results.some((text) => isOrder(stripInvisible(text.slice(0, mostRead)))))
    reader.flags.add("what a tool gave speaks to whoever writes, and gives orders");
  let parts: AsyncIterable<ChatPart>;
  try {
    parts = await model.chat(asked);
  } catch (error) {
    await leaving.failed(error);
    throw error;
  }
  async function* shown(): AsyncGenerator<ChatPart> {
    let written = 0;
    let usage: Usage | undefined;
    try {
      for await (const part of parts) {
        if (part.kind === "text" || part.kind === "arguments") written += part.text.length;
        const ready = reader.read(part);
        if (part.kind === "end") {
          ({ usage } = part);
          await leaving.done({ usage, ...(reader.flags.size === 0 ? {} : { flags: [...reader.flags] }) });
        }
        yield* ready;
      }
    } catch (error) {
      if (usage === undefined) await leaving.failed(error, spentBefore(asked, written, model.deployment));
      throw error;
    } finally {
      // Who asked went away in the middle: what was written until then has been paid for.
      if (usage === undefined) await leaving.failed(undefined, spentBefore(asked, written, model.deployment));
    }
  }
  return { model: model.deployment.name, reason, parts: shown(), flags: reader.flags };
};

/** A token is about four characters; a provider that breaks off tells nothing better. */
const spentBefore = (asked: ChatRequest, written: number, { price }: Deployment): Usage => {
  const [input, output] = [estimateChat(asked), Math.ceil(written / 4)];
  return { input, output, cost: Math.round(input * price.input + output * price.output) / 1e6 };
};
