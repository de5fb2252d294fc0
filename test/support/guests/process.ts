// The agent service as a test starts, kills and starts it again.
import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import path from "node:path";
import { exited } from "../house.ts";
import { langchain } from "./langchain.ts";

/** What a node of its graph did, for which thread; `life` counts its processes from 1. */
export interface Happened {
  readonly what: "begun" | "ended";
  readonly node: string;
  readonly thread: string;
  readonly life: number;
}

export interface Service {
  readonly url: string;
  readonly happened: readonly Happened[];
  /** All that it wrote to stderr. */
  errors(): string;
  /** Told of each thing that happens, as it happens. */
  onHappened: (happened: Happened) => void;
  /** kill -9. */
  kill(): Promise<void>;
  /** At the address that it had. */
  start(): Promise<void>;
}

export async function startService(key: string): Promise<Service> {
  const program = path.join(import.meta.dirname, "service.ts");
  const { folder } = langchain();
  const happened: Happened[] = [];
  let errors = "";
  let life = 0;
  let url = "";
  let child: ChildProcess | undefined;
  const hear = (line: string): void => {
    const event = JSON.parse(line) as { url?: string; begun?: string; ended?: string; thread?: string };
    if (event.url !== undefined) url = event.url;
    const node = event.begun ?? event.ended;
    if (node === undefined) return;
    const one: Happened = {
      what: event.begun === undefined ? "ended" : "begun",
      node,
      thread: event.thread ?? "",
      life,
    };
    happened.push(one);
    service.onHappened(one);
  };
  const service: Service = {
    get url() {
      return url;
    },
    happened,
    errors: () => errors,
    onHappened: () => undefined,
    kill: async () => {
      if (child === undefined) return;
      const gone = exited(child);
      child.kill("SIGKILL");
      await gone;
    },
    start: async () => {
      life += 1;
      const port = url === "" ? "0" : new URL(url).port;
      const { PATH = "" } = process.env;
      const started = spawn(process.execPath, [program, folder, port, key], {
        env: { PATH },
        stdio: ["ignore", "pipe", "pipe"],
      });
      child = started;
      started.stderr.on("data", (chunk: Buffer) => (errors += chunk.toString()));
      await new Promise<void>((done, fail) => {
        let rest = "";
        started.stdout.on("data", (chunk: Buffer) => {
          const lines = (rest + chunk.toString()).split("\n");
          rest = lines.pop() ?? "";
          for (const line of lines) {
            hear(line);
            if (line.includes('"url"')) done();
          }
        });
        started.once("exit", () => fail(new Error(`the service ended:\n${errors}`)));
      });
    },
  };
  await service.start();
  return service;
}
