// What a chat is made of, as the policy sees it.
import type { ReceiptColumn } from "@gantry/contract";
import type { Label } from "../../catalog/index.ts";
import type { ChatRequest } from "../../model/index.ts";
import { decide } from "../../policy/index.ts";
import type { Destination, Policy, TreatmentDecision } from "../../policy/index.ts";

/** What the policy calls the pieces of a chat. What tools return, outsiders may have written. */
const labels = {
  system: ["input.system"],
  user: ["input.message"],
  assistant: ["input.message"],
  tool: ["input.tool-result", "text.untrusted"],
  schema: ["input.schema"],
  stop: ["input.message"],
  image: ["input.image"],
} as const satisfies Readonly<Record<string, readonly Label[]>>;
export type ChatPiece = keyof typeof labels;

export interface ChatDecision extends TreatmentDecision {
  readonly piece: ChatPiece;
  readonly labels: readonly Label[];
}

/** Which pieces a chat has. */
export const piecesOf = ({ messages, tools, format, stop }: ChatRequest): readonly ChatPiece[] => {
  const pieces = new Set<ChatPiece>(messages.map(({ role }) => role));
  if (tools.length > 0 || format?.schema !== undefined || format?.name !== undefined) pieces.add("schema");
  if (stop !== undefined) pieces.add("stop");
  const hasImage = messages.some((it) => it.role === "user" && it.parts.some(({ kind }) => kind === "image"));
  return hasImage ? [...pieces, "image"] : [...pieces];
};

/** How each piece would be treated on its way to a destination. An image can't be searched: it passes, or it does not go. */
export const decideChat = (
  pieces: readonly ChatPiece[],
  policies: readonly Policy[],
  destination: Destination,
): readonly ChatDecision[] =>
  pieces.map((piece) => {
    const decision = decide(policies, { labels: labels[piece], level: "copied", destination });
    const stays = decision.treatment === "drop" || (piece === "image" && decision.treatment !== "pass");
    return { ...decision, ...(stays ? { treatment: "refuse" as const } : {}), piece, labels: labels[piece] };
  });

export const columnsOf = (decisions: readonly ChatDecision[]): readonly ReceiptColumn[] =>
  decisions.flatMap(({ piece, labels: all, treatment }) =>
    all.map((label) => ({
      column: `chat.${piece}`,
      label,
      level: "copied" as const,
      treatment: treatment === "band" ? ("token" as const) : treatment,
    })),
  );
