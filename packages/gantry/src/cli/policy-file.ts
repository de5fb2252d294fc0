// A policy in a file of its own, to be held against the one in force.
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { GantryError } from "@gantry/contract";
import { definePolicy } from "../policy/index.ts";
import type { Policy } from "../policy/index.ts";

/** A module that exports `policy`, or a policy as JSON. */
export async function readPolicy(file: string): Promise<Policy> {
  if (file.endsWith(".json")) return definePolicy(JSON.parse(readFileSync(file, "utf8")), { file });
  const module: unknown = await import(pathToFileURL(file).href);
  // Typed by definePolicy.
  if (typeof module === "object" && module !== null && "policy" in module) return module.policy as Policy;
  throw new GantryError("bad-config", `${file} does not export "policy"`, {
    remedy: "export const policy = definePolicy({ … })",
  });
}
