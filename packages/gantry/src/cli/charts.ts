// `--charts FOLDER` or `--charts FILE.png`: the charts of an answer as files, drawn by the server as for any other surface.
import { mkdirSync } from "node:fs";
import path from "node:path";
import type { Client } from "@gantry/client";
import { GantryError } from "@gantry/contract";
import type { Answer } from "@gantry/contract";
import { outputTo } from "./output.ts";

/** Of a folder `chart-1.svg` and so on; of a file itself, then `FILE-2.png` and so on. */
function filesOf(target: string, count: number): readonly string[] {
  const { dir, name, ext } = path.parse(target);
  const isFile = ext === ".png" || ext === ".svg";
  const nth = (number: number): string => {
    if (!isFile) return path.join(target, `chart-${number}.svg`);
    return number === 1 ? target : path.join(dir, `${name}-${number}${ext}`);
  };
  return Array.from({ length: count }, (_, index) => nth(index + 1));
}

/**
 * Writes each chart: as PNG where `target` is a file that ends so, otherwise as SVG. Gives their paths.
 *
 * @throws GantryError `bad-request` where the folder can't be made or written to
 */
export async function writeCharts(client: Client, { run, blocks }: Answer, target: string): Promise<readonly string[]> {
  const files = filesOf(target, blocks.filter((it) => it.kind === "chart").length);
  const folder = path.dirname(files[0] ?? path.join(target, "chart"));
  try {
    mkdirSync(folder, { recursive: true });
  } catch (cause) {
    throw new GantryError("bad-request", `${folder} can't be made a folder for charts`, { cause });
  }
  for (const [index, file] of files.entries()) {
    const output = outputTo(file);
    if (path.extname(file) === ".png") await output.bytes(await client.chartPng(run, index + 1));
    else await output.text(await client.chart(run, index + 1));
  }
  return files;
}
