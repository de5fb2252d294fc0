// A chat on its way to a model: every text of it decided by the policy, and masked where that says so.
import type { ReceiptColumn } from "@gantry/contract";
import type { Cell, Label } from "../../catalog/index.ts";
import type { ChatMessage, ChatRequest, ChatTool, ChatToolCall } from "../../model/index.ts";
import { decide, overMasks } from "../../policy/index.ts";
import type { Destination, Policy, TreatmentDecision } from "../../policy/index.ts";
import { replaceHits } from "../mask/hit.ts";
import type { Hit } from "../mask/hit.ts";
import { createMasker } from "../mask/mask.ts";
import type { Masker } from "../mask/mask.ts";
import { plainWords } from "../mask/words.ts";
import { stripInvisible, tokenInstructions } from "../prompt/fence.ts";
import type { KnownValue } from "../types.ts";
import type { ConversationTokens } from "./tokens.ts";

/** What the policy calls the pieces of a chat. What tools return, outsiders may have written. */
const labels = {
  system: ["input.system"],
  user: ["input.message"],
  assistant: ["input.message"],
  tool: ["input.tool-result", "text.untrusted"],
  schema: ["input.schema"],
  image: ["input.image"],
} as const satisfies Readonly<Record<string, readonly Label[]>>;
export type ChatPiece = keyof typeof labels;

export interface ChatDecision extends TreatmentDecision {
  readonly piece: ChatPiece;
  readonly labels: readonly Label[];
}

/** Which pieces a chat has. */
export const piecesOf = ({ messages, tools, format }: ChatRequest): readonly ChatPiece[] => {
  const pieces = new Set<ChatPiece>(messages.map(({ role }) => role));
  if (tools.length > 0 || format?.schema !== undefined) pieces.add("schema");
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

/** Names of two words and more, and what its form gives away: looked for in all that follows. */
const isTelling = (value: string, rank: number): boolean => rank === 1 || (rank === 2 && /\S\s+\S/.test(value));

export interface TreatOptions {
  readonly policies: readonly Policy[];
  readonly destination: Destination;
  readonly tokens: ConversationTokens;
  /** The house's own words, in lower case. */
  readonly vocabulary: ReadonlySet<string>;
  /** Names of its columns, in lower case. */
  readonly identifiers?: ReadonlySet<string>;
}

/**
 * The chat as it may leave. A message is masked by itself and by what the messages before it have told, so that it reads
 * the same when the conversation has gone on.
 */
export const treatChat = (
  request: ChatRequest,
  decisions: readonly ChatDecision[],
  { policies, destination, tokens, vocabulary, identifiers }: TreatOptions,
): ChatRequest => {
  const known = new Map<string, KnownValue>();
  const ordinary = new Set([...vocabulary, ...plainWords(request.tools.map(({ name }) => name))]);
  const maskers = new Map<boolean, { readonly masker: Masker; readonly knows: number }>();
  const maskerOf = (overMask: boolean): Masker => {
    const made = maskers.get(overMask);
    if (made?.knows === known.size) return made.masker;
    const masker = createMasker({
      known: [...known.values()],
      overMask,
      ordinary,
      terms: vocabulary,
      ...(identifiers === undefined ? {} : { identifiers }),
      keepsPlaces: true,
    });
    maskers.set(overMask, { masker, knows: known.size });
    return masker;
  };
  const mask = (text: string, overMask: boolean): string => {
    const find = (): readonly Hit[] =>
      maskerOf(overMask)
        .find(text)
        .filter(({ start, end }) => !tokens.standing.has(text.slice(start, end)));
    let hits = find();
    const before = known.size;
    for (const { start, end, label, rank } of hits) {
      const value = text.slice(start, end);
      if (label !== "text.literal" && isTelling(value, rank)) known.set(value, { value, label });
    }
    // What a text tells at its end it may have said in short at its beginning.
    if (known.size > before) hits = find();
    return replaceHits(text, hits, ({ label, canonical }, value) => tokens.tokenOf(label, value, canonical));
  };
  const treat = (piece: ChatPiece, text: string): string => {
    const decision = decisions.find((it) => it.piece === piece);
    const clean = stripInvisible(text);
    if (decision === undefined || decision.treatment === "pass" || clean === "") return clean;
    const overMask = piece !== "schema" && decision.labels.some((label) => overMasks(policies, label, destination));
    return mask(clean, overMask);
  };
  const treated: ChatRequest = {
    ...request,
    messages: request.messages.map((message) => treatMessage(message, treat)),
    tools: request.tools.map((tool) => treatTool(tool, treat)),
    ...(request.format?.schema === undefined
      ? {}
      : { format: { ...request.format, schema: treatSchema(request.format.schema, treat) } }),
  };
  if (tokens.issued.size + tokens.standing.size === 0) return treated;
  return { ...treated, messages: [{ role: "system", text: tokenInstructions }, ...treated.messages] };
};

type Treat = (piece: ChatPiece, text: string) => string;

const treatMessage = (message: ChatMessage, treat: Treat): ChatMessage => {
  switch (message.role) {
    case "user":
      return {
        ...message,
        parts: message.parts.map((part) => (part.kind === "text" ? { ...part, text: treat("user", part.text) } : part)),
      };
    case "assistant":
      return {
        ...message,
        text: treat("assistant", message.text),
        calls: message.calls.map((call) => treatCall(call, treat)),
      };
    default:
      return { ...message, text: treat(message.role, message.text) };
  }
};

/** Arguments stay JSON: they are masked value by value. */
const treatCall = (call: ChatToolCall, treat: Treat): ChatToolCall => {
  let parsed: Cell;
  try {
    // JSON.parse gives JSON values alone: cells.
    parsed = JSON.parse(call.arguments) as Cell;
  } catch {
    return { ...call, arguments: treat("assistant", call.arguments) };
  }
  return { ...call, arguments: JSON.stringify(treatValues(parsed, (text) => treat("assistant", text))) };
};

/** A number that is somebody's becomes a text, its token; all others stay numbers. */
const treatValues = (cell: Cell, mask: (text: string) => string): Cell => {
  if (typeof cell === "string") return mask(cell);
  if (typeof cell === "number") {
    const [text, masked] = [String(cell), mask(String(cell))];
    return masked === text ? cell : masked;
  }
  if (Array.isArray(cell)) return cell.map((item) => treatValues(item as Cell, mask));
  if (typeof cell !== "object" || cell === null) return cell;
  return Object.fromEntries(Object.entries(cell).map(([name, item]) => [name, treatValues(item as Cell, mask)]));
};

/** Words of a schema that its author wrote for a reader; the rest of it is form. */
const said = new Set(["description", "title", "enum", "const", "default", "examples"]);

const treatSchema = (schema: Readonly<Record<string, unknown>>, treat: Treat): Readonly<Record<string, unknown>> => {
  const walk = (value: unknown, isSaid: boolean, isNames: boolean): unknown => {
    if (typeof value === "string") return isSaid ? treat("schema", value) : value;
    if (Array.isArray(value)) return value.map((item) => walk(item, isSaid, false));
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(
      Object.entries(value).map(([key, item]) => [
        key,
        // A property may itself be called "title".
        isNames
          ? walk(item, false, false)
          : walk(item, isSaid || said.has(key), /^(?:properties|\$defs|definitions|patternProperties)$/.test(key)),
      ]),
    );
  };
  // An object goes in, an object comes out.
  return walk(schema, false, false) as Readonly<Record<string, unknown>>;
};

const treatTool = (tool: ChatTool, treat: Treat): ChatTool => ({
  ...tool,
  ...(tool.description === undefined ? {} : { description: treat("schema", tool.description) }),
  parameters: treatSchema(tool.parameters, treat),
});
