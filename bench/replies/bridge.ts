// The way to a language model that is asked by hand, or by a program that knows nothing of Gantry: each prompt a file in
// DIR/inbox, each reply a file of the same number in DIR/outbox.
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { z } from "zod";
import { textIn } from "../../test/support/chat-provider.ts";
import type { ChatAsked } from "../../test/support/chat-provider.ts";
import { parseReply } from "../../packages/gantry/src/model/provider/structured.ts";
import { askedIn } from "./asked.ts";
import { openBook } from "./book.ts";
import { casesName, recordCases } from "./prompt-cases.ts";

export interface Unanswered {
  readonly scenario: string;
  readonly chat: ChatAsked;
}

const Index = z.record(z.string(), z.string());
const Kept = z.looseObject({
  messages: z.array(z.object({ role: z.string(), content: z.string() })),
});

/** Writes what has no reply yet, in place of what was written before. The model is to see `messages` and `schema` alone. */
export function writeInbox(folder: string, prompts: readonly Unanswered[]): void {
  const inbox = path.join(folder, "inbox");
  for (const stale of [inbox, path.join(folder, "outbox")]) rmSync(stale, { recursive: true, force: true });
  mkdirSync(inbox, { recursive: true });
  mkdirSync(path.join(folder, "outbox"));
  const index: Record<string, string> = {};
  for (const [at, { scenario, chat }] of prompts.entries()) {
    const name = String(at + 1).padStart(3, "0");
    const messages = chat.messages.map(({ role, content }) => ({ role, content: textIn(content) }));
    const { schema } = askedIn(chat);
    writeFileSync(path.join(inbox, `${name}.json`), JSON.stringify({ messages, schema }, null, 2));
    index[name] = scenario;
  }
  writeFileSync(path.join(folder, "index.json"), JSON.stringify(index, null, 2));
}

/**
 * Takes the replies into the record, as they stand.
 *
 * @returns how many; `unfit` names those that fit no schema: a record has fields, so they are told and not kept
 */
export async function takeOutbox(
  folder: string,
): Promise<{ readonly taken: number; readonly unfit: readonly string[] }> {
  const index = Index.parse(JSON.parse(readFileSync(path.join(folder, "index.json"), "utf8")));
  const replies = new Map(
    readdirSync(path.join(folder, "outbox")).map((file) => [path.parse(file).name, path.join(folder, "outbox", file)]),
  );
  let taken = 0;
  const cases: Parameters<typeof recordCases>[0][number][] = [];
  const unfit: string[] = [];
  for (const [name, scenario] of Object.entries(index)) {
    const file = replies.get(name);
    if (file === undefined || !existsSync(file)) continue;
    const kept = Kept.parse(JSON.parse(readFileSync(path.join(folder, "inbox", `${name}.json`), "utf8")));
    const asked = askedIn({ model: "recorded", messages: kept.messages });
    const parsed = parseReply(readFileSync(file, "utf8"), { ...asked.schema });
    const fields = z.record(z.string(), z.string()).safeParse(parsed.ok ? parsed.output : undefined);
    if (!fields.success) {
      unfit.push(`${name} (${parsed.ok ? "a field is no text" : parsed.why})`);
      continue;
    }
    if (scenario === casesName) cases.push({ asked, reply: fields.data });
    else openBook(scenario).keep(asked, fields.data);
    taken += 1;
  }
  await recordCases(cases);
  return { taken, unfit };
}
