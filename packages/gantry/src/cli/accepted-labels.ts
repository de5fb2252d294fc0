// catalog.labels.json beside a project's config: labels that people gave or accepted on the command line.
import { existsSync, readFileSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import path from "node:path";
import { GantryError } from "@gantry/contract";
import { z } from "zod";
import { defineCatalog, withAcceptedLabels } from "../catalog/index.ts";
import type { AcceptedLabels } from "../catalog/index.ts";
import type { LoadedProject } from "./project.ts";

const fileOf = (folder: string): string => path.join(folder, "catalog.labels.json");

/** @throws GantryError `bad-config` where the file is not an object of texts */
export function readLabels(folder: string): AcceptedLabels {
  const file = fileOf(folder);
  if (!existsSync(file)) return {};
  try {
    return z.record(z.string(), z.string()).parse(JSON.parse(readFileSync(file, "utf8")));
  } catch (cause) {
    throw new GantryError("bad-config", "catalog.labels.json is no JSON object of columns and labels", {
      remedy: `mend or remove ${file}`,
      cause,
    });
  }
}

/** Adds labels, after a look whether the catalog can be made with them. */
export async function keepLabels(project: LoadedProject, labels: AcceptedLabels): Promise<void> {
  const all = { ...readLabels(project.folder), ...labels };
  defineCatalog(withAcceptedLabels(project.written, all), project.lock);
  const sorted = Object.fromEntries(Object.entries(all).sort(([a], [b]) => (a < b ? -1 : 1)));
  await writeFile(fileOf(project.folder), `${JSON.stringify(sorted, null, 2)}\n`);
}
