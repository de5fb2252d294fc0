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
  readonly flags: ReadonlySet<string>;
}

/** @param isJson whether the text itself is JSON; arguments of calls always are. */
export const createReplyReader = (tokens: ConversationTokens, isJson: boolean): ReplyReader => {
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
  const calls = new Map<number, Restorer>();
  const shown = (kind: "text" | "arguments", piece: string, index: number): readonly ChatPart[] =>
    piece === "" ? [] : [kind === "text" ? { kind, text: piece } : { kind, index, text: piece }];
  return {
    flags,
    read(part) {
      if (part.kind === "text") return shown("text", text.push(part.text), 0);
      if (part.kind === "arguments") {
        const call = calls.get(part.index) ?? pipe(true);
        calls.set(part.index, call);
        return shown("arguments", call.push(part.text), part.index);
      }
      // A name comes in one piece, and its token is all of it.
      if (part.kind === "call") return [{ ...part, name: tokens.issued.get(part.name)?.value ?? part.name }];
      const rest = [...calls].flatMap(([index, call]) => shown("arguments", call.end(), index));
      return [...shown("text", text.end(), 0), ...rest, part];
    },
  };
};
