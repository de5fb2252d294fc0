// `--charts FOLDER`: the charts of an answer as SVG files, drawn by the server as for any other surface.
import { mkdirSync } from "node:fs";
import path from "node:path";
import type { Client } from "@gantry/client";
import { GantryError } from "@gantry/contract";
import type { Answer } from "@gantry/contract";
import { outputTo } from "./output.ts";

/** Writes `chart-1.svg` and so on; gives their paths. Throws `bad-request` where the folder can't be made or written to. */
export async function writeCharts(client: Client, { run, blocks }: Answer, folder: string): Promise<readonly string[]> {
  const charts = blocks.filter((it) => it.kind === "chart");
  try {
    mkdirSync(folder, { recursive: true });
  } catch (cause) {
    throw new GantryError("bad-request", `${folder} can't be made a folder for charts`, { cause });
  }
  const files = charts.map((_, index) => path.join(folder, `chart-${index + 1}.svg`));
  for (const [index, file] of files.entries()) await outputTo(file).text(await client.chart(run, index + 1));
  return files;
}
