// Tools of servers that a project names, and tools.lock.json beside its config: what was agreed of them.
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { GantryError } from "@gantry/contract";
import type { FindTool } from "../connect/kit/index.ts";
import { createTools, ToolsLock } from "./connectors.ts";
import type { Project } from "./project.ts";

export const toolsLockFile = (folder: string): string => path.join(folder, "tools.lock.json");

/** @throws GantryError `bad-config` naming the file */
export function readToolsLock(folder: string): ToolsLock {
  const file = toolsLockFile(folder);
  if (!existsSync(file)) return {};
  try {
    return ToolsLock.parse(JSON.parse(readFileSync(file, "utf8")));
  } catch (cause) {
    throw new GantryError("bad-config", `${file} is no lock of tools`, {
      remedy: "remove it, and agree anew: `gantry mcp agree`",
      cause,
    });
  }
}

export const writeToolsLock = (folder: string, lock: ToolsLock): void =>
  writeFileSync(toolsLockFile(folder), `${JSON.stringify(lock, null, 2)}\n`);

/** Throws `bad-config` for a secret that is not set. */
export const toolsOf = (project: Pick<Project, "tools" | "toolsLock">, secret: (name: string) => string): FindTool =>
  createTools({ document: project.tools, lock: project.toolsLock ?? {}, secret });
