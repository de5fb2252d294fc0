// A project's prompts: `prompts/NAME.md`, each with its cases beside it.
import { existsSync, readFileSync, readdirSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { parsePromptFile } from "../flow/index.ts";
import type { PromptFile } from "../flow/index.ts";

/**
 * A prompt step's words and output, read from a file beside the flow.
 *
 * @throws GantryError `bad-flow` naming the file and what would mend it
 * @example
 * prompt({ each: "select * from customers", key: "id", ...promptFile(new URL("../prompts/thanks.md", import.meta.url)) })
 */
export const promptFile = (url: URL): PromptFile => readPrompt(fileURLToPath(url));

const readPrompt = (file: string): PromptFile =>
  parsePromptFile(path.basename(file, ".md"), readFileSync(file, "utf8"));

export const promptFolder = (project: { readonly folder: string }): string => path.join(project.folder, "prompts");

/** All of a folder, by name; none where there is no such folder. */
export function readPrompts(folder: string): Readonly<Record<string, PromptFile>> {
  const files = existsSync(folder) ? readdirSync(folder).filter((it) => it.endsWith(".md")) : [];
  return Object.fromEntries(files.sort().map((it) => [path.basename(it, ".md"), readPrompt(path.join(folder, it))]));
}
