// `--out FOLDER`: an answer as files to be taken along: a page and data, and each letter as it would be mailed.
import { mkdirSync } from "node:fs";
import path from "node:path";
import type { Client } from "@gantry/client";
import { GantryError } from "@gantry/contract";
import type { Answer } from "@gantry/contract";
import { outputTo } from "./output.ts";

/** Writes `answer.html`, `answer.json`, `letter-1.html` and so on; gives their paths. Throws `bad-request` where the folder can't be written to. */
export async function writeExport(client: Client, { run, blocks }: Answer, folder: string): Promise<readonly string[]> {
  try {
    mkdirSync(folder, { recursive: true });
  } catch (cause) {
    throw new GantryError("bad-request", `${folder} can't be made a folder for the answer`, { cause });
  }
  const written: string[] = [];
  const write = async (name: string, text: string): Promise<void> => {
    const file = path.join(folder, name);
    await outputTo(file).text(text);
    written.push(file);
  };
  await write("answer.html", await client.exported(run, "html"));
  await write("answer.json", await client.exported(run, "json"));
  const letters = blocks.flatMap((it) => (it.kind === "drafts" ? it.drafts : [])).filter((it) => it.preview === true);
  for (const [index, { approval }] of letters.entries()) {
    const { preview } = await client.approval(approval);
    if (preview?.html == null) continue;
    await write(`letter-${index + 1}.html`, preview.html);
    await write(`letter-${index + 1}.txt`, preview.text);
  }
  return written;
}
