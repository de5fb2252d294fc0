import { GantryError } from "@gantry/contract";
import type { Answer } from "@gantry/contract";
import { writeCharts } from "../charts.ts";
import { writeExport } from "../export.ts";
import { readFlags } from "../flags.ts";
import type { Command } from "../command.ts";
import { printExplained } from "../print/explained.ts";
import { printAnswer } from "../print/answer.ts";
import { followProgress } from "../print/progress.ts";
import { connectAs } from "../running.ts";
import { readSettings } from "../settings.ts";

/** Asks a question; prints the answer for people, or as JSON. */
export const ask: Command = async (words) => {
  const { values, positionals } = readFlags(words, {
    json: { type: "boolean", default: false },
    as: { type: "string" },
    wait: { type: "string", default: "120" },
    conversation: { type: "string" },
    charts: { type: "string" },
    out: { type: "string" },
    explain: { type: "boolean", default: false },
  });
  const question = positionals.join(" ").trim();
  if (!question)
    throw new GantryError("bad-request", "ask what?", {
      remedy: 'gantry ask "which enterprise customers in EMEA are at risk of leaving this quarter?"',
    });
  const wait = Number(values.wait);
  if (!Number.isInteger(wait) || wait < 0)
    throw new GantryError("bad-request", "--wait takes a number of seconds", { remedy: "--wait 60" });
  const { client, url } = await connectAs(readSettings(), values.as);
  if (values.explain) {
    const explained = await client.explainQuestion(question);
    if (values.json) console.log(JSON.stringify(explained, null, 2));
    else printExplained(explained);
    return 0;
  }
  const showProgress = process.stderr.isTTY && !values.json;
  const conversation = values.conversation === undefined ? {} : { conversation: values.conversation };
  const asked = await client.ask(question, { ...conversation, ...(showProgress ? {} : { wait }) });
  if (showProgress) await followProgress(client, asked.run);
  const answer: Answer = showProgress ? await client.answer(asked.run) : asked;
  if (values.json) console.log(JSON.stringify(answer, null, 2));
  else printAnswer(answer, url);
  const files = values.charts === undefined ? [] : await writeCharts(client, answer, values.charts);
  if (!values.json) for (const file of files) console.log(`Chart: ${file}`);
  const taken = values.out === undefined ? [] : await writeExport(client, answer, values.out);
  if (!values.json) for (const file of taken) console.log(`Written: ${file}`);
  if (!answer.problem) return 0;
  throw new GantryError(answer.problem.code, answer.problem.detail, { remedy: answer.problem.remedy });
};
