// One request to a language model, told apart from others by what it shows and not by what is drawn for each call: tokens are
// numbered, the mark of the fence is X.
import { textIn } from "../../test/support/chat-provider.ts";
import type { ChatAsked } from "../../test/support/chat-provider.ts";
import { numberedData } from "../../test/support/numbered-tokens.ts";
import type { NumberedData } from "../../test/support/numbered-tokens.ts";
import { dataOf } from "../../test/support/outside-model.ts";

export interface Asked extends Pick<NumberedData, "number" | "restore"> {
  /** All that stands before the data, as every row of a step has it. */
  readonly instructions: string;
  /** With numbered tokens. */
  readonly data: string;
  /** Names of what the reply must have. */
  readonly fields: readonly string[];
  /** What was wrong with the reply before; undefined where this is the first time of asking. */
  readonly repairs: readonly string[] | undefined;
  readonly schema: Schema;
}

export interface Schema {
  readonly properties?: Readonly<Record<string, { readonly enum?: readonly string[] }>>;
}

const schemaIn = (system: string): Schema => {
  const written = /fits this JSON Schema, and nothing else:\n(\{.*\})/.exec(system)?.[1];
  return written === undefined ? {} : (JSON.parse(written) as Schema);
};

const saidBy = ({ messages }: ChatAsked, role: string): readonly string[] =>
  messages.filter((it) => it.role === role).map(({ content }) => textIn(content));

export function askedIn(chat: ChatAsked): Asked {
  const system = saidBy(chat, "system").join("\n");
  const [prompt = ""] = saidBy(chat, "user");
  const mark = /⟦data (\w+)⟧/.exec(prompt)?.[1] ?? "X";
  const rejected = /\nYour last reply was rejected\.[^\n]*/;
  const isRejected = rejected.test(system);
  const whole = dataOf(prompt);
  // What was found wrong stands at the end of the data.
  const end = isRejected ? whole.lastIndexOf("\nFindings:\n- ") : -1;
  const { plain, number, restore } = numberedData(end < 0 ? whole : whole.slice(0, end));
  const schema = schemaIn(system);
  return {
    instructions: system.replace(rejected, "").replaceAll(mark, "X"),
    data: plain,
    fields: Object.keys(schema.properties ?? {}),
    repairs: isRejected
      ? whole.slice(end).split("\n- ").slice(1)
      : saidBy(chat, "assistant").length > 0
        ? ["it did not fit its schema"]
        : undefined,
    schema,
    number,
    restore,
  };
}
