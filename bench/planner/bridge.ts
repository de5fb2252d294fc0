// Prompts that wait for a reply, as files: inbox/NNN.json holds what a model is told and no more, outbox/NNN.json (or .txt)
// what it replied.
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { keyOf, Prompt } from "./exchange.ts";
import type { RecordedReplies } from "./recorded.ts";

const inboxOf = (folder: string): readonly { readonly number: string; readonly prompt: Prompt }[] => {
  const inbox = path.join(folder, "inbox");
  if (!existsSync(inbox)) return [];
  return readdirSync(inbox)
    .filter((it) => /^\d+\.json$/.test(it))
    .toSorted()
    .map((it) => ({
      number: it.replace(".json", ""),
      prompt: Prompt.parse(JSON.parse(readFileSync(path.join(inbox, it), "utf8"))),
    }));
};

/** Puts prompts into a folder's inbox, each once, numbered on from what is there. */
export function openInbox(folder: string): (prompt: Prompt) => void {
  const waiting = inboxOf(folder);
  const known = new Set(waiting.map(({ prompt }) => keyOf(prompt)));
  let last = Math.max(0, ...waiting.map(({ number }) => Number(number)));
  mkdirSync(path.join(folder, "inbox"), { recursive: true });
  mkdirSync(path.join(folder, "outbox"), { recursive: true });
  return (prompt) => {
    if (known.has(keyOf(prompt))) return;
    known.add(keyOf(prompt));
    last += 1;
    const file = path.join(folder, "inbox", `${String(last).padStart(3, "0")}.json`);
    writeFileSync(file, `${JSON.stringify({ messages: prompt.messages, schema: prompt.schema }, null, 1)}\n`);
  };
}

/** Takes a folder's replies into the record. */
export function takeReplies(
  folder: string,
  recorded: RecordedReplies,
): { readonly taken: number; readonly waiting: readonly string[] } {
  const waiting: string[] = [];
  let taken = 0;
  for (const { number, prompt } of inboxOf(folder)) {
    const file = ["json", "txt"].map((it) => path.join(folder, "outbox", `${number}.${it}`)).find(existsSync);
    if (file === undefined) {
      waiting.push(number);
      continue;
    }
    recorded.keep(prompt, readFileSync(file, "utf8").trim());
    taken += 1;
  }
  recorded.save();
  return { taken, waiting };
}
