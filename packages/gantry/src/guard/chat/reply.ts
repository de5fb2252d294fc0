// A model's reply on its way to the caller: checked, its tokens restored, never half of one shown.
import type { ChatPart } from "../../model/index.ts";
import { createRestorer } from "../vault/restore.ts";
import type { Restorer } from "../vault/restore.ts";
import type { ConversationTokens } from "./tokens.ts";
import { createSecretScreen } from "./screen.ts";

const unknown = "[unknown]";

/** Within a string of JSON. */
const escaped = (value: string): string => JSON.stringify(value).slice(1, -1);

export interface ReplyReader {
  /** What of a part can be shown now. */
  read(part: ChatPart): readonly ChatPart[];
  /** What a person should know of the reply. */
  readonly flags: Set<string>;
}

export interface ReplyReaderOptions {
  /** Whether the text itself is JSON; arguments of calls always are. */
  readonly isJson: boolean;
  /** Names of the tools that the caller offers: whatever a model has read, it calls no other in his name. */
  readonly offered: ReadonlySet<string>;
}

export const createReplyReader = (tokens: ConversationTokens, { isJson, offered }: ReplyReaderOptions): ReplyReader => {
  const flags = new Set<string>();
  const valueOf = (token: string): string | undefined => {
    const issued = tokens.issued.get(token);
    if (issued !== undefined) return issued.value;
    if (tokens.standing.has(token)) return token;
    // A model may drop the suffix that tells a form from the name that it is a form of.
    for (const [short, { value }] of tokens.issued) if (short.startsWith(`${token}_`)) return value;
    if (!tokens.looksIssued(token)) return undefined;
    flags.add("the reply named a token that nobody issued");
    return unknown;
  };
  const pipe = (json: boolean): Restorer => {
    const screen = createSecretScreen(() => flags.add("the reply held what looks like a secret"));
    const restorer = createRestorer((token) => {
      const value = valueOf(token);
      return value === undefined || !json ? value : escaped(value);
    });
    return {
      push: (chunk) => restorer.push(screen.push(chunk)),
      end: () => restorer.push(screen.end()) + restorer.end(),
    };
  };
  const text = pipe(isJson);
  /** Where each call stands among those that are shown. */
  const places = new Map<number, number>();
  const calls = new Map<number, Restorer>();
  const shown = (kind: "text" | "arguments", piece: string, index: number): readonly ChatPart[] =>
    piece === "" ? [] : [kind === "text" ? { kind, text: piece } : { kind, index, text: piece }];
  return {
    flags,
    read(part) {
      if (part.kind === "text") return shown("text", text.push(part.text), 0);
      if (part.kind === "arguments") {
        const place = places.get(part.index);
        if (place === undefined) return [];
        const call = calls.get(place) ?? pipe(true);
        calls.set(place, call);
        return shown("arguments", call.push(part.text), place);
      }
      if (part.kind === "call") {
        // A name comes in one piece, and its token is all of it.
        const name = tokens.issued.get(part.name)?.value ?? part.name;
        if (!offered.has(name)) {
          flags.add("the reply called a tool that was not offered, which is left out");
          return [];
        }
        const place = places.size;
        places.set(part.index, place);
        return [{ ...part, index: place, name }];
      }
      const rest = [...calls].flatMap(([index, call]) => shown("arguments", call.end(), index));
      const end = part.reason === "tool-calls" && places.size === 0 ? { ...part, reason: "stop" as const } : part;
      return [...shown("text", text.end(), 0), ...rest, end];
    },
  };
};
