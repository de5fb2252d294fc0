// `gantry mcp`: the tool servers of a project: what may be called there, whether it is still what was agreed, and agreeing.
import { GantryError } from "@gantry/contract";
import type { Command } from "../command.ts";
import { addressesOf, differences, schemaOf, withServer } from "../connectors.ts";
import type { AgreedTool, ToolsDocument } from "../connectors.ts";
import { readFlags, requireNoWords } from "../flags.ts";
import { bold, dim, terminalWidth, wrap } from "../print/terminal.ts";
import { loadProject } from "../project.ts";
import type { LoadedProject } from "../project.ts";
import { secretsOf } from "../secrets.ts";
import { readSettings } from "../settings.ts";
import { readToolsLock, toolsLockFile, writeToolsLock } from "../tools.ts";

type Server = ToolsDocument["servers"][string];

const none = "the project names no tool servers: see docs/guides/prompts.md, tools of others";

/** A text of somebody else's for the terminal: nothing in it moves the cursor. */
const plain = (text: string): string => text.replaceAll(/[\p{Cc}\p{Cf}]/gu, " ");

/** Servers that are meant: the one that is named, or all. */
const serversOf = ({ tools }: LoadedProject, [wanted]: readonly string[]): readonly (readonly [string, Server])[] => {
  const all = Object.entries(tools?.servers ?? {});
  const meant = all.filter(([name]) => wanted === undefined || name === wanted);
  if (wanted === undefined || meant.length > 0) return meant;
  throw new GantryError("not-found", `there is no tool server "${wanted}"`, {
    remedy: all.length === 0 ? none : `servers: ${all.map(([name]) => name).join(", ")}`,
  });
};

/** Needs no server: what the project says, and what was agreed. */
const list: Command = async (words) => {
  requireNoWords(words);
  const project = await loadProject(readSettings().projectFolder);
  for (const [name, { zone, tools }] of serversOf(project, [])) {
    console.log(`${bold(name)} (${zone})`);
    for (const [tool, { reads, labels, price }] of Object.entries(tools)) {
      const agreed = project.toolsLock?.[name]?.[tool];
      const state = agreed === undefined ? `not agreed: \`gantry mcp agree ${name}\`` : stateOf(agreed, reads === true);
      const costs = price === 0 ? "" : `, $${price} a call`;
      console.log(`  ${agreed === undefined ? "✗" : "✓"} ${tool}  ${state}; gives ${labels.join(" ")}${costs}`);
    }
  }
  if (Object.keys(project.tools?.servers ?? {}).length === 0) console.log(none);
  return 0;
};

const stateOf = ({ readOnly }: AgreedTool, reads: boolean): string => {
  if (readOnly) return "says that it only reads";
  return reads ? "only reads, as the configuration says" : "may write, so no flow can call it";
};

const askServer = async (project: LoadedProject, name: string): Promise<ReadonlyMap<string, AgreedTool>> => {
  const address = project.tools && addressesOf(project.tools, secretsOf(undefined)).get(name);
  if (!address) throw new GantryError("not-found", `there is no tool server "${name}"`);
  return withServer(address, AbortSignal.timeout(120_000), (server) => server.tools());
};

/** Sends nothing but the question which tools there are. */
const test: Command = async (words) => {
  const { positionals } = readFlags(words, {});
  const project = await loadProject(readSettings().projectFolder);
  let isWell = true;
  for (const [name, { tools }] of serversOf(project, positionals)) {
    try {
      const offered = await askServer(project, name);
      console.log(`✓ ${name} answers, with ${offered.size} tools`);
      for (const tool of Object.keys(tools)) {
        const wrong = wrongWith(project.toolsLock?.[name]?.[tool], offered.get(tool));
        isWell &&= wrong === undefined;
        console.log(wrong === undefined ? `  ✓ ${tool} is as agreed` : `  ✗ ${tool}: ${wrong}`);
      }
    } catch (error) {
      if (!(error instanceof GantryError)) throw error;
      isWell = false;
      console.log(`✗ ${error.message}${error.remedy === undefined ? "" : `\n  ${error.remedy}`}`);
    }
  }
  if (Object.keys(project.tools?.servers ?? {}).length === 0) console.log(none);
  return isWell ? 0 : 9;
};

const wrongWith = (agreed: AgreedTool | undefined, now: AgreedTool | undefined): string | undefined => {
  if (now === undefined) return "the server has no such tool";
  if (agreed === undefined) return "nobody has agreed to it yet";
  const changed = differences(agreed, now);
  return changed.length === 0 ? undefined : `${changed.join(" and ")} changed since it was agreed`;
};

/** Shows what is new of a server's tools that may be called, and takes it into tools.lock.json. */
const agree: Command = async (words) => {
  const { positionals } = readFlags(words, {});
  const [wanted] = positionals;
  if (wanted === undefined || positionals.length > 1)
    throw new GantryError("bad-request", "agree with which server?", { remedy: "gantry mcp agree SERVER" });
  const project = await loadProject(readSettings().projectFolder);
  const [[name, server] = []] = serversOf(project, positionals);
  if (name === undefined || server === undefined) return 1;
  const offered = await askServer(project, name);
  const lock = readToolsLock(project.folder);
  const agreed: Record<string, AgreedTool> = {};
  let isWhole = true;
  for (const [tool, { reads }] of Object.entries(server.tools)) {
    const now = offered.get(tool);
    if (now === undefined) {
      isWhole = false;
      console.log(
        `✗ ${tool}: the server has no such tool; it has ${[...offered.keys()].map(plain).join(", ") || "none"}`,
      );
      continue;
    }
    schemaOf(now.input);
    agreed[tool] = now;
    print(tool, lock[name]?.[tool], now, reads === true);
  }
  writeToolsLock(project.folder, { ...lock, [name]: agreed });
  console.log(`wrote ${toolsLockFile(project.folder)}: read what it says above, and commit it`);
  return isWhole ? 0 : 1;
};

function print(tool: string, before: AgreedTool | undefined, now: AgreedTool, reads: boolean): void {
  const changed = before && differences(before, now);
  if (changed?.length === 0) return console.log(`✓ ${tool} is as agreed`);
  console.log(
    `${changed === undefined ? "new" : `changed (${changed.join(", ")})`}: ${bold(tool)}  ${stateOf(now, reads)}`,
  );
  for (const line of wrap(plain(now.description), terminalWidth() - 2)) console.log(`  ${line}`);
  console.log(dim(`  takes ${plain(JSON.stringify(now.input))}`));
}

const commands = new Map<string, Command>([
  ["list", list],
  ["test", test],
  ["agree", agree],
]);

/** `gantry mcp list | test [SERVER] | agree SERVER`. */
export const mcp: Command = async ([word = "", ...words]) => {
  const command = commands.get(word);
  if (command) return command(words);
  throw new GantryError("bad-request", "gantry mcp takes list, test or agree", { remedy: "gantry mcp agree SERVER" });
};
