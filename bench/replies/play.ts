// Plays a scenario through a whole house: its model replies from the record, and where nothing is recorded it says so, so that
// the run goes on to its other rows.
import type { ChatAnswer, ChatAsked, ChatProvider } from "../../test/support/chat-provider.ts";
import type { House } from "../../test/support/house.ts";
import { until } from "../../test/support/until.ts";
import { askedIn } from "./asked.ts";
import type { Asked } from "./asked.ts";
import type { Book, Exchange } from "./book.ts";
import type { Scenario } from "./scenarios.ts";

/** What became of one recorded exchange. */
export interface Played {
  readonly exchange: Exchange;
  /** As it was asked now; absent where it was not. */
  readonly asked?: Asked;
  /** Why a check sent the reply back; none where none did. */
  readonly findings: readonly string[];
}

export interface Play {
  readonly played: readonly Played[];
  /** Prompts without a reply, each once. */
  readonly unanswered: readonly { readonly asked: Asked; readonly chat: ChatAsked }[];
  readonly status: string;
  readonly problem: string | undefined;
}

/** Fits the schema, ends a model's turns, and says nothing that could be held against a cell. */
const placeholder = ({ schema, fields }: Asked): Readonly<Record<string, string>> =>
  Object.fromEntries(
    fields.map((name) => {
      const values = schema.properties?.[name]?.enum ?? [];
      if (name === "tool") return [name, "answer"];
      return [name, name === "sql" ? "" : (values[0] ?? "Nothing was recorded for this.")];
    }),
  );

const sorted = <T>(all: Iterable<T>, key: (it: T) => string): readonly T[] =>
  [...all].toSorted((a, b) => (key(a) < key(b) ? -1 : 1));

export async function play(scenario: Scenario, book: Book, house: House, provider: ChatProvider): Promise<Play> {
  const used = new Map<Exchange, { asked: Asked; findings: readonly string[] }>();
  const unanswered = new Map<string, { readonly asked: Asked; readonly chat: ChatAsked }>();
  provider.answer = (chat): ChatAnswer => {
    const asked = askedIn(chat);
    const found = book.find(asked);
    if (found === undefined) {
      if (asked.repairs === undefined) unanswered.set(`${asked.instructions}\n${asked.data}`, { asked, chat });
      return { text: JSON.stringify(placeholder(asked)) };
    }
    used.set(found, { asked, findings: asked.repairs ?? [] });
    const reply = Object.fromEntries(
      Object.entries(found.reply).map(([name, text]) => [name, asked.restore(text)] as const),
    );
    return { text: JSON.stringify(reply) };
  };
  const client = await house.client(scenario.persona);
  const { run } = await client.runFlow(scenario.flow, scenario.input, { wait: 60 });
  const { status } = await until(
    `${scenario.name} to come to rest`,
    async () => {
      const state = await client.runState(run);
      return ["done", "waiting", "failed"].includes(state.status) && state;
    },
    300,
  );
  const { problem } = await client.answer(run, { wait: 30 });
  const played = book.exchanges.map((exchange): Played => {
    const found = used.get(exchange);
    return { exchange, findings: [], ...found };
  });
  return {
    played,
    unanswered: sorted(unanswered.values(), (it) => it.asked.data),
    status,
    problem: problem?.detail,
  };
}
