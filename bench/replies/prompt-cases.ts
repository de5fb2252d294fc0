// The cases of the sample's prompt files: their replies stand beside them, where `gantry prompt test` reads and writes them.
import path from "node:path";
import { z } from "zod";
import { isSameData } from "../../test/support/numbered-tokens.ts";
import { startChatProvider } from "../../test/support/chat-provider.ts";
import type { ChatAsked } from "../../test/support/chat-provider.ts";
import { gantry } from "../../test/support/house.ts";
import { askedIn } from "./asked.ts";
import type { Asked } from "./asked.ts";

const Verdicts = z.array(
  z.object({ prompt: z.string(), case: z.string(), asked: z.number(), problems: z.array(z.string()) }),
);
type Verdict = z.infer<typeof Verdicts>[number];

export const casesName = "prompt-cases";
const env = { GANTRY_PROJECT: path.resolve(import.meta.dirname, "../../examples/meridian") };

const verdicts = async (): Promise<readonly Verdict[]> =>
  Verdicts.parse(JSON.parse((await gantry(["prompt", "test", "--json"], env)).out));

/** Right where the case holds and its reply was not sent back. */
export async function tallyCases(): Promise<{
  readonly name: string;
  readonly exchanges: number;
  readonly right: number;
  readonly problems: readonly string[];
}> {
  const all = await verdicts();
  const wrong = all.filter((it) => it.problems.length > 0 || it.asked !== 1);
  return {
    name: casesName,
    exchanges: all.length,
    right: all.length - wrong.length,
    problems: wrong.map((it) => `${it.prompt}, ${it.case}: ${it.problems.join("; ") || "was sent back by a check"}`),
  };
}

/** Of prompts whose words have changed, and of cases that were never asked, what a model would be asked. */
export async function unansweredCases(): Promise<readonly ChatAsked[]> {
  const open = (await verdicts()).filter((it) => it.asked === 0);
  const asked: ChatAsked[] = [];
  for (const prompt of new Set(open.map((it) => it.prompt))) {
    const provider = await startChatProvider();
    provider.answer = (chat) => {
      if (askedIn(chat).repairs === undefined) asked.push(chat);
      return { status: 400 };
    };
    await gantry(["prompt", "test", prompt, "--live"], { ...env, ...provider.env });
    await provider.close();
  }
  return asked;
}

/** Has `gantry prompt test --record` write the replies beside their cases. */
export async function recordCases(
  replies: readonly { readonly asked: Asked; readonly reply: Readonly<Record<string, string>> }[],
): Promise<void> {
  if (replies.length === 0) return;
  const open = new Set((await verdicts()).filter((it) => it.asked === 0).map((it) => it.prompt));
  for (const prompt of open) {
    const provider = await startChatProvider();
    provider.answer = (chat) => {
      const now = askedIn(chat);
      const found = replies.find(
        ({ asked }) => isSameData(asked.data, now.data) && asked.fields.join() === now.fields.join(),
      );
      return found === undefined ? { status: 400 } : { text: JSON.stringify(found.reply) };
    };
    await gantry(["prompt", "test", prompt, "--record"], { ...env, ...provider.env, GANTRY_MODEL_NAME: "by-hand" });
    await provider.close();
  }
}
