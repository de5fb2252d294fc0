// models.json beside a project's own files: deployments on this machine that a person let `gantry model discover` add.
import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import path from "node:path";
import { GantryError, Zone } from "@gantry/contract";
import { z } from "zod";
import { defineModels } from "../model/index.ts";
import type { LocalModel, ModelsDocument } from "../model/index.ts";

/** Servers on this machine alone: what else a project uses stands in its own files. */
const FoundModel = z.strictObject({
  provider: z.enum(["ollama", "compatible"]),
  model: z.string().min(1),
  url: z.string().regex(/^http:\/\/127\.0\.0\.1:\d{1,5}\/v1$/, "is no address on this machine"),
  modality: z.enum(["text", "embedding"]),
  zone: Zone,
  context: z.int().positive().optional(),
});
export type FoundModel = z.infer<typeof FoundModel>;

const fileOf = (folder: string): string => path.join(folder, "models.json");

export const foundName = ({ provider, model }: Pick<FoundModel, "provider" | "model">): string =>
  `${provider === "ollama" ? "ollama" : "local"}:${model}`.replaceAll(/[^\w.:/-]/g, "-").slice(0, 80);

/** @throws GantryError `bad-config` naming the file and what is wrong in it */
export function readFoundModels(folder: string): readonly FoundModel[] {
  const file = fileOf(folder);
  if (!existsSync(file)) return [];
  let json: unknown;
  try {
    json = JSON.parse(readFileSync(file, "utf8"));
  } catch (cause) {
    throw new GantryError("bad-config", `${file} is no JSON`, { cause, remedy: "mend it, or remove it" });
  }
  const parsed = z.array(FoundModel).safeParse(json);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new GantryError("bad-config", `${file}: ${issue?.path.join(".") ?? ""}: ${issue?.message ?? "malformed"}`, {
    remedy: "run `gantry model discover` again, or mend it",
  });
}

/** Adds to what is there; one of the same name is replaced. Gives the file's name. */
export function writeFoundModels(folder: string, found: readonly LocalModel[], zone: Zone): string {
  const added = found.map(({ title: _title, ...model }): FoundModel => ({ ...model, zone }));
  const names = new Set(added.map(foundName));
  const all = [...readFoundModels(folder).filter((it) => !names.has(foundName(it))), ...added];
  const file = fileOf(folder);
  // Whole or not at all.
  writeFileSync(`${file}.new`, `${JSON.stringify(all, null, 2)}\n`);
  renameSync(`${file}.new`, file);
  return file;
}

/** A project's models with those; where both have a name, the project's own stands. */
export function withFoundModels(
  models: ModelsDocument | undefined,
  found: readonly FoundModel[],
): ModelsDocument | undefined {
  if (found.length === 0) return models;
  const own = new Set((models?.deployments ?? []).map((it) => it.name ?? `${it.provider}:${it.model}`));
  const deployments = found.filter((it) => !own.has(foundName(it))).map((it) => ({ ...it, name: foundName(it) }));
  const added = defineModels({ deployments });
  return models === undefined ? added : { ...models, deployments: [...models.deployments, ...added.deployments] };
}
