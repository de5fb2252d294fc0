// The server of a data folder: found by the note it leaves there, started when there is none.
import { spawn } from "node:child_process";
import { openSync, readFileSync, rmSync, writeFileSync, mkdirSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { createClient } from "@gantry/client";
import type { Client } from "@gantry/client";
import { GantryError, Problem, errorFromProblem } from "@gantry/contract";
import { z } from "zod";
import { readLocalKey } from "./local-key.ts";
import type { Settings } from "./settings.ts";

const Note = z.object({ url: z.string(), pid: z.number() });
export type RunningNote = z.infer<typeof Note>;

const noteFile = (dataFolder: string): string => path.join(dataFolder, "server.json");

export function leaveNote(dataFolder: string, note: RunningNote): void {
  mkdirSync(dataFolder, { recursive: true, mode: 0o700 });
  writeFileSync(noteFile(dataFolder), JSON.stringify(note), { mode: 0o600 });
}

export function removeNote(dataFolder: string): void {
  rmSync(noteFile(dataFolder), { force: true });
}

function readNote(dataFolder: string): RunningNote | undefined {
  try {
    return Note.parse(JSON.parse(readFileSync(noteFile(dataFolder), "utf8")));
  } catch {
    return undefined;
  }
}

/** Whether a server has ended with everything it started: it takes its note away last. */
export function isGone(dataFolder: string, note: RunningNote): boolean {
  if (readNote(dataFolder)?.pid !== note.pid) return true;
  try {
    process.kill(note.pid, 0);
    return false;
  } catch {
    return true;
  }
}

/** The server that runs on this data folder and answers, or undefined. */
export async function findRunning(dataFolder: string): Promise<RunningNote | undefined> {
  const note = readNote(dataFolder);
  if (!note) return undefined;
  try {
    const response = await fetch(`${note.url}/health`, { signal: AbortSignal.timeout(3000) });
    await response.body?.cancel();
    return note;
  } catch {
    return undefined;
  }
}

/** Finds the server, or starts one in the background and waits until it is ready. */
export async function ensureRunning(settings: Settings): Promise<RunningNote> {
  const found = await findRunning(settings.dataFolder);
  if (found) return found;
  mkdirSync(settings.dataFolder, { recursive: true, mode: 0o700 });
  const file = path.join(settings.dataFolder, "server.log");
  const log = openSync(file, "a", 0o600);
  const bin = fileURLToPath(new URL("../../bin/gantry.js", import.meta.url));
  const child = spawn(process.execPath, [bin, "start"], { detached: true, stdio: ["ignore", log, log] });
  child.unref();
  process.stderr.write("starting the server … ");
  for (let waited = 0; waited < 60_000; waited += 100) {
    if (child.exitCode !== null) break;
    const started = await findRunning(settings.dataFolder);
    if (started) {
      process.stderr.write(`ready at ${started.url}\n`);
      return started;
    }
    await new Promise((done) => setTimeout(done, 100));
  }
  process.stderr.write("\n");
  const last = readFileSync(file, "utf8").trim().split("\n").slice(-3).join("\n  ");
  throw new GantryError("source-unreachable", `the server did not start; its last words:\n  ${last}`, {
    remedy: `see ${file}`,
  });
}

/** Asks what the server tells this machine's user alone, with the key of the data folder. */
export function fetchLocal({ dataFolder }: Settings, url: string, init: RequestInit = {}): Promise<Response> {
  const headers = new Headers(init.headers);
  headers.set("authorization", `Bearer ${readLocalKey(dataFolder) ?? ""}`);
  return fetch(url, { ...init, headers });
}

/** A token of the local issuer, for a persona or the project's first. Throws `not-found` for an unknown persona, `unsupported` where there is no local issuer. */
export async function fetchToken(
  settings: Settings,
  url: string,
  named: string | undefined,
  surface?: "cli",
): Promise<string> {
  const persona = named ?? (await firstPersona(settings, url));
  const response = await fetchLocal(settings, `${url}/local/token`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ persona, surface }),
  });
  const body: unknown = await response.json();
  const token = z.object({ token: z.string() }).safeParse(body);
  if (token.success) return token.data.token;
  const problem = Problem.parse(body);
  if (response.status !== 404 || problem.detail.includes("persona")) throw errorFromProblem(problem);
  throw new GantryError("unsupported", "this server has no local issuer", {
    remedy: "get a token from the identity provider and set GANTRY_TOKEN",
  });
}

/** The first of the personas that the server knows: who is meant where nobody is named. */
async function firstPersona(settings: Settings, url: string): Promise<string> {
  const response = await fetchLocal(settings, `${url}/local/personas`);
  const personas = z.array(z.object({ name: z.string() })).safeParse(await response.json());
  return personas.data?.[0]?.name ?? "";
}

/** The server's client, as a persona (default: the project's first; or with GANTRY_TOKEN). */
export async function connectAs(
  settings: Settings,
  persona: string | undefined,
): Promise<{ readonly client: Client; readonly url: string }> {
  const { url } = await ensureRunning(settings);
  const token = process.env["GANTRY_TOKEN"] || (await fetchToken(settings, url, persona, "cli"));
  return { client: createClient({ url, token, surface: "cli" }), url };
}
