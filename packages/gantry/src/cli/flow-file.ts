// A flow in a file of its own: as JSON, or exported by a module.
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { GantryError } from "@gantry/contract";
import { parseFlow } from "../flow/index.ts";
import type { FlowDocument } from "../flow/index.ts";
import { readPrompts } from "./prompt-files.ts";

/**
 * @param prompts folder of the prompts that a JSON document may name
 * @throws GantryError `bad-config` where the file has none, or several; `bad-flow` where it is none
 */
export async function readFlowFile(file: string, prompts: string): Promise<FlowDocument> {
  if (file.endsWith(".json")) return parseFlow(JSON.parse(readFileSync(file, "utf8")), readPrompts(prompts));
  const module: unknown = await import(pathToFileURL(file).href);
  const flows = Object.values(module ?? {}).filter(
    (it: unknown) => typeof it === "object" && it !== null && "gantry" in it && "steps" in it,
  );
  if (flows.length === 1) return parseFlow(JSON.parse(JSON.stringify(flows[0])));
  throw new GantryError("bad-config", `${file} exports ${flows.length === 0 ? "no flow" : "several flows"}`, {
    remedy: "export one: export const NAME = flow({ … })",
  });
}
