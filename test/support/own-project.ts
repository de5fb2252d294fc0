// Whoever connects data of their own: what they set and type, and what the commands write.
import { readFileSync, readdirSync, statSync } from "node:fs";
import path from "node:path";
import { createClient } from "@gantry/client";
import type { Client } from "@gantry/client";
import { gantry, withLocalKey } from "./house.ts";

/** Settings under which all that the commands keep stays in a folder. */
export const settingsIn = (folder: string): Readonly<Record<string, string>> => ({
  GANTRY_DATA: path.join(folder, "data"),
  GANTRY_TODAY: "2026-11-16",
  PORT: "0",
});

/** Every file below a folder, as text. */
export const textsIn = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, encoding: "utf8" })
    .map((file) => path.join(folder, file))
    .filter((file) => statSync(file).isFile())
    .map((file) => readFileSync(file, "utf8"));

export interface Person {
  /** Commands typed until now, `export` too. */
  readonly commands: number;
  export(name: string, value: string): void;
  gantry(...words: readonly string[]): ReturnType<typeof gantry>;
  /** The API of the server that runs by now, as one of the project's personas. */
  client(persona: string): Promise<Client>;
  /** Stops the server. */
  leave(): Promise<unknown>;
}

/** A person at a terminal, all of whose data stays in a folder. */
export function person(folder: string): Person {
  const env: Record<string, string> = { ...settingsIn(folder) };
  let commands = 0;
  return {
    get commands() {
      return commands;
    },
    export: (name, value) => {
      commands += 1;
      env[name] = value;
    },
    gantry: async (...words) => {
      commands += 1;
      return gantry(words, env);
    },
    client: async (persona) => {
      const { url } = JSON.parse(readFileSync(path.join(folder, "data/server.json"), "utf8")) as { url: string };
      const init = {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ persona }),
      };
      const reply = await fetch(`${url}/local/token`, withLocalKey(path.join(folder, "data"), init));
      const { token } = (await reply.json()) as { token: string };
      return createClient({ url, token });
    },
    leave: () => gantry(["stop"], env),
  };
}
