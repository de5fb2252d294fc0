// A language model that plans out of a record, over OpenAI's chat protocol: what is not recorded it does not know.
import { startStandIn } from "../../packages/gantry/src/model/provider/stand-in.ts";
import { asksForPlan, promptOf, toldIn } from "./exchange.ts";
import type { Prompt } from "./exchange.ts";
import type { RecordedReplies } from "./recorded.ts";

export interface RecordedPlanner {
  /** Settings of a house that asks this model. */
  readonly env: Readonly<Record<string, string>>;
  /** All that was told it, in order. */
  readonly told: readonly string[];
  /** Prompts without a recorded reply so far. */
  readonly missed: number;
  close(): Promise<void>;
}

const declined = { flow: "none", input: [], why: "Nothing is recorded for this prompt." };
const planned = { title: "", steps: [], columns: [], charts: [], choices: [] };

/** Starts one; `onMissed` gets each prompt that has no reply. */
export async function startRecordedPlanner(
  recorded: RecordedReplies,
  onMissed: (prompt: Prompt) => void,
): Promise<RecordedPlanner> {
  const told: string[] = [];
  let missed = 0;
  const standIn = await startStandIn(({ body }) => {
    const prompt = promptOf(body);
    // Published flows write with the builtin writer then.
    if (!asksForPlan(prompt)) return { status: 400, error: "only plans are recorded" };
    told.push(toldIn(prompt));
    const content = recorded.find(prompt);
    if (content !== undefined) return { content };
    missed += 1;
    onMissed(prompt);
    const isOpen = JSON.stringify(prompt.schema).includes('"steps"');
    return { content: JSON.stringify(isOpen ? { ...declined, ...planned } : declined) };
  });
  return {
    env: { GANTRY_MODEL_URL: standIn.url, GANTRY_MODEL_KEY: "recorded", GANTRY_MODEL_NAME: "recorded" },
    told,
    get missed() {
      return missed;
    },
    close: () => standIn.close(),
  };
}
