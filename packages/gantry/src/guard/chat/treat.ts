// A chat on its way to a model: every text, name and picture of it treated as the policy decided.
import { GantryError } from "@gantry/contract";
import type { ReceiptImage } from "@gantry/contract";
import type { Cell } from "../../catalog/index.ts";
import type { ChatImage, ChatMessage, ChatRequest, ChatTool, ChatToolCall } from "../../model/index.ts";
import { overMasks } from "../../policy/index.ts";
import type { Destination, Policy } from "../../policy/index.ts";
import { leavingImage, pictures } from "../image/leaving.ts";
import { replaceHits } from "../mask/hit.ts";
import type { Hit } from "../mask/hit.ts";
import { createMasker, literalLabel } from "../mask/mask.ts";
import type { Masker } from "../mask/mask.ts";
import { plainWords } from "../mask/words.ts";
import { stripInvisible, tokenInstructions } from "../prompt/fence.ts";
import type { KnownValue } from "../types.ts";
import { createNames } from "./names.ts";
import type { ChatDecision, ChatPiece } from "./pieces.ts";
import { treatSchema, treatValues } from "./schema.ts";
import type { ConversationTokens } from "./tokens.ts";

/** Names of two words and more, and what its form gives away: looked for in all that follows. */
const isTelling = (value: string, rank: number): boolean => rank === 1 || (rank === 2 && /\S\s+\S/.test(value));

export interface TreatOptions {
  readonly policies: readonly Policy[];
  readonly destination: Destination;
  readonly tokens: ConversationTokens;
  /** The house's own words, in lower case. */
  readonly vocabulary: ReadonlySet<string>;
}

export interface TreatedChat {
  readonly request: ChatRequest;
  /** Pictures among it, as they leave. */
  readonly images: readonly ReceiptImage[];
}

interface Mask {
  /** Where a text holds something of somebody. */
  find(text: string, overMask: boolean): readonly Hit[];
  /** The text with tokens in these places; what it tells is looked for in all that follows. */
  mask(text: string, overMask: boolean): string;
}

const createMask = (request: ChatRequest, tokens: ConversationTokens, vocabulary: ReadonlySet<string>): Mask => {
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
      keepsPlaces: true,
    });
    maskers.set(overMask, { masker, knows: known.size });
    return masker;
  };
  const find: Mask["find"] = (text, overMask) =>
    maskerOf(overMask)
      .find(text)
      .filter(({ start, end }) => !tokens.standing.has(text.slice(start, end)));
  return {
    find,
    mask(text, overMask) {
      let hits = find(text, overMask);
      const before = known.size;
      for (const { start, end, label, rank } of hits) {
        const value = text.slice(start, end);
        if (label !== literalLabel && isTelling(value, rank)) known.set(value, { value, label });
      }
      // What a text tells at its end it may have said in short at its beginning.
      if (known.size > before) hits = find(text, overMask);
      return replaceHits(text, hits, ({ label, canonical }, value) => tokens.tokenOf(label, value, canonical));
    },
  };
};

/**
 * The chat as it may leave. A message is masked by itself and by what the messages before it have told, so that it reads
 * the same when the conversation has gone on; names of tools and properties by what the whole chat tells.
 * @throws bad-input for a picture that can't be stripped.
 */
export const treatChat = (
  request: ChatRequest,
  decisions: readonly ChatDecision[],
  { policies, destination, tokens, vocabulary }: TreatOptions,
): TreatedChat => {
  const masked = createMask(request, tokens, vocabulary);
  const decisionOf = (piece: ChatPiece): ChatDecision => {
    const decision = decisions.find((it) => it.piece === piece);
    if (decision === undefined) throw new GantryError("internal", `nobody decided on the ${piece} of a chat`);
    return decision;
  };
  const treat: Treat = (piece, text) => {
    const decision = decisionOf(piece);
    // A picture within a text is none that the model could see: it goes as a token, and comes back whole.
    const clean = stripInvisible(text).replaceAll(pictures, (picture) => tokens.tokenOf("input.image", picture));
    if (decision.treatment === "pass" || clean === "") return clean;
    const overMask = piece !== "schema" && decision.labels.some((label) => overMasks(policies, label, destination));
    return masked.mask(clean, overMask);
  };
  const searched = decisions.filter(({ piece }) => piece === "schema" || piece === "assistant");
  const name = searched.every(({ treatment }) => treatment === "pass")
    ? stripInvisible
    : createNames({
        tokens,
        find: (text) => masked.find(text, false),
        mask: (text) => masked.mask(stripInvisible(text), searched[0]?.piece !== "schema"),
      });
  const images = new Map<string, ReceiptImage>();
  const strip = (image: ChatImage): ChatImage => {
    const { bytes, note } = leavingImage(Buffer.from(image.base64, "base64"));
    images.set(note.sha256, note);
    return { kind: "image", mediaType: note.mediaType, base64: bytes.toString("base64") };
  };
  // Texts first: what they tell of somebody is then known when names are looked at.
  const texts = request.messages.map((message) => treatMessage(message, treat, strip));
  const schema = { text: (text: string) => treat("schema", text), name };
  const { format, toolChoice, stop } = request;
  const treated: ChatRequest = {
    ...request,
    messages: texts.map((message) => renameMessage(message, name, tokens)),
    tools: request.tools.map((tool) => treatTool(tool, schema)),
    ...(typeof toolChoice === "object" ? { toolChoice: { tool: name(toolChoice.tool) } } : {}),
    ...(stop === undefined ? {} : { stop: stop.map((text) => treat("stop", text)) }),
    ...(format === undefined
      ? {}
      : {
          format: {
            ...(format.name === undefined ? {} : { name: name(format.name) }),
            ...(format.schema === undefined ? {} : { schema: treatSchema(format.schema, schema) }),
          },
        }),
  };
  const told = tokens.issued.size + tokens.standing.size > 0;
  return {
    request: told
      ? { ...treated, messages: [{ role: "system", text: tokenInstructions }, ...treated.messages] }
      : treated,
    images: [...images.values()],
  };
};

type Treat = (piece: ChatPiece, text: string) => string;
type Rename = (name: string) => string;

const treatMessage = (message: ChatMessage, treat: Treat, strip: (image: ChatImage) => ChatImage): ChatMessage => {
  switch (message.role) {
    case "user":
      return {
        ...message,
        parts: message.parts.map((part) =>
          part.kind === "text" ? { ...part, text: treat("user", part.text) } : strip(part),
        ),
      };
    case "assistant":
      return {
        ...message,
        text: treat("assistant", message.text),
        calls: message.calls.map((call) =>
          treatCall(
            call,
            (text) => treat("assistant", text),
            (key) => key,
          ),
        ),
      };
    default:
      return { ...message, text: treat(message.role, message.text) };
  }
};

const renameMessage = (message: ChatMessage, name: Rename, tokens: ConversationTokens): ChatMessage => {
  if (message.role === "tool") return { ...message, call: tokens.callId(message.call), name: name(message.name) };
  if (message.role !== "assistant") return message;
  return {
    ...message,
    calls: message.calls.map((call) => ({
      ...treatCall(call, (text) => text, name),
      id: tokens.callId(call.id),
      name: name(call.name),
    })),
  };
};

/** Arguments stay JSON: they are treated value by value. */
const treatCall = (call: ChatToolCall, text: (text: string) => string, name: Rename): ChatToolCall => {
  let parsed: Cell;
  try {
    // JSON.parse gives JSON values alone: cells.
    parsed = JSON.parse(call.arguments) as Cell;
  } catch {
    return { ...call, arguments: text(call.arguments) };
  }
  return { ...call, arguments: JSON.stringify(treatValues(parsed, { text, name })) };
};

const treatTool = (tool: ChatTool, schema: Parameters<typeof treatSchema>[1]): ChatTool => ({
  ...tool,
  name: schema.name(tool.name),
  ...(tool.description === undefined ? {} : { description: schema.text(tool.description) }),
  parameters: treatSchema(tool.parameters, schema),
});
