// A whole Gantry for a test: a real server process on a data folder and ports of its own, with the sample company's systems.
import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { createClient } from "@gantry/client";
import type { Client } from "@gantry/client";
import { doorAt, readLocalKey } from "../../packages/gantry/src/cli/local-key.ts";

export const bin = path.resolve(import.meta.dirname, "../../packages/gantry/bin/gantry.js");

export interface SystemEndpoint {
  readonly name: string;
  readonly address: string;
  readonly credentials: Readonly<Record<string, string>>;
}

export interface House {
  readonly url: string;
  /** Where a browser is let in. */
  readonly door: string;
  readonly dataFolder: string;
  readonly env: Readonly<Record<string, string>>;
  token(persona: string, lifetimeSeconds?: number): Promise<string>;
  client(persona: string): Promise<Client>;
  system(name: string): Promise<SystemEndpoint>;
  /** All that the server process, and those before it on this data, have written to stdout and stderr. */
  output(): string;
  /** kill -9 of the server process alone. */
  kill(): Promise<void>;
  /** Starts the server again on the same data. */
  restart(env?: Readonly<Record<string, string>>): Promise<void>;
  /** Shuts down and removes the data. */
  close(): Promise<void>;
}

/** Starts a house; `env` adds settings (GANTRY_SEED, GANTRY_MODEL_URL …). */
export async function openHouse(env: Readonly<Record<string, string>> = {}): Promise<House> {
  const dataFolder = mkdtempSync(path.join(tmpdir(), "gantry-test-"));
  let settings: Record<string, string> = { PORT: "0", GANTRY_DATA: dataFolder, GANTRY_TODAY: "2026-11-16", ...env };
  const heard: string[] = [];
  let { child, url } = await startServer(settings, heard);

  const local = async (route: string, init?: RequestInit): Promise<unknown> => {
    const response = await fetch(`${url}/local/${route}`, withLocalKey(dataFolder, init));
    if (!response.ok) throw new Error(`${route}: ${response.status} ${await response.text()}`);
    return response.json();
  };
  const token: House["token"] = async (persona, lifetimeSeconds) => {
    const body = JSON.stringify({ persona, ...(lifetimeSeconds === undefined ? {} : { lifetimeSeconds }) });
    const reply = await local("token", { method: "POST", headers: { "content-type": "application/json" }, body });
    return (reply as { token: string }).token;
  };
  return {
    get url() {
      return url;
    },
    get door() {
      return doorAt(url, localKeyOf(dataFolder));
    },
    dataFolder,
    get env() {
      return settings;
    },
    token,
    client: async (persona) => createClient({ url, token: await token(persona) }),
    async system(name) {
      const all = (await local("systems")) as SystemEndpoint[];
      const found = all.find((it) => it.name === name);
      if (!found) throw new Error(`no system ${name} among ${all.map((it) => it.name).join(", ")}`);
      return found;
    },
    output: () => heard.join(""),
    async kill() {
      const gone = exited(child);
      child.kill("SIGKILL");
      await gone;
    },
    async restart(more = {}) {
      settings = { ...settings, ...more };
      ({ child, url } = await startServer(settings, heard));
    },
    async close() {
      const gone = exited(child);
      child.kill("SIGTERM");
      await gone;
      rmSync(dataFolder, { recursive: true, force: true });
    },
  };
}

const localKeyOf = (dataFolder: string): string => readLocalKey(dataFolder) ?? "";

/** A request as this machine's user makes it: with the key of the server's data folder. */
export function withLocalKey(dataFolder: string, init: RequestInit = {}): RequestInit {
  const headers = new Headers(init.headers);
  headers.set("authorization", `Bearer ${localKeyOf(dataFolder)}`);
  return { ...init, headers };
}

/** Resolves when a process has ended, by itself or by a signal. */
export const exited = (child: ChildProcess): Promise<void> =>
  child.exitCode !== null || child.signalCode !== null
    ? Promise.resolve()
    : new Promise((done) => {
        child.once("exit", () => done());
      });

/** The environment without what would change Gantry's behaviour: settings and keys of whoever runs the tests. */
const plainEnvironment = (): NodeJS.ProcessEnv =>
  Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/^(GANTRY_.*|PORT|DATABASE_URL|[A-Z_]+_API_KEY)$/.test(name)),
  );

export interface ServerProcess {
  readonly child: ChildProcess;
  readonly url: string;
}

/** Starts the server and waits for the line that says it is ready. */
export function startServer(env: Readonly<Record<string, string>>, heard: string[]): Promise<ServerProcess> {
  const child = spawn(process.execPath, [bin, "start"], {
    env: { ...plainEnvironment(), ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  return new Promise((done, fail) => {
    let said = "";
    const hear = (chunk: Buffer): void => {
      said += chunk.toString();
      heard.push(chunk.toString());
      const url = /ready at (http:\/\/\S+)/.exec(said)?.[1];
      if (url) done({ child, url });
    };
    child.stdout.on("data", hear);
    child.stderr.on("data", hear);
    child.once("exit", (code) => fail(new Error(`the server ended with ${code}:\n${said}`)));
  });
}

/** Runs the gantry command to its end. */
export function gantry(
  words: readonly string[],
  env: Readonly<Record<string, string>>,
): Promise<{ code: number; out: string; err: string }> {
  const child = spawn(process.execPath, [bin, ...words], {
    env: { ...plainEnvironment(), ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let out = "";
  let err = "";
  child.stdout.on("data", (chunk: Buffer) => (out += chunk.toString()));
  child.stderr.on("data", (chunk: Buffer) => (err += chunk.toString()));
  return new Promise((done) => {
    child.once("close", (code) => done({ code: code ?? -1, out, err }));
  });
}

/** Reads a file of the house's data folder. */
export const readData = (house: House, file: string): string => readFileSync(path.join(house.dataFolder, file), "utf8");

/** A data folder for the command line alone: no server runs on it until a command starts one. */
export interface Folder extends Pick<House, "system"> {
  readonly data: string;
  readonly env: Readonly<Record<string, string>>;
  /** Of the server that runs now. */
  url(): string;
  /** Connection string of its own database. */
  database(): string;
  close(): Promise<void>;
}

export function openFolder(env: Readonly<Record<string, string>> = {}): Folder {
  const data = mkdtempSync(path.join(tmpdir(), "gantry-test-"));
  const settings = { PORT: "0", GANTRY_DATA: data, GANTRY_TODAY: "2026-11-16", ...env };
  const read = (file: string): string => readFileSync(path.join(data, file), "utf8").trim();
  const url = (): string => (JSON.parse(read("server.json")) as { url: string }).url;
  return {
    data,
    env: settings,
    url,
    database: () => `postgresql://gantry:${read("postgres/password")}@127.0.0.1:${read("postgres/port")}/gantry`,
    async system(name) {
      const all = (await (await fetch(`${url()}/local/systems`, withLocalKey(data))).json()) as SystemEndpoint[];
      const found = all.find((it) => it.name === name);
      if (!found) throw new Error(`no system ${name}`);
      return found;
    },
    async close() {
      await gantry(["stop"], settings);
      rmSync(data, { recursive: true, force: true });
    },
  };
}
