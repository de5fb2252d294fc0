import { createServer } from "node:net";
import { GantryError } from "@gantry/contract";
import { openHouse } from "../compose.ts";
import type { Command } from "../command.ts";
import { requireNoWords } from "../flags.ts";
import { doorAt } from "../local-key.ts";
import { createLog } from "../log.ts";
import { loadProject } from "../project.ts";
import { findRunning, leaveNote, removeNote } from "../running.ts";
import { readSettings } from "../settings.ts";

/** Starts the server and stays with it until SIGINT or SIGTERM. */
export const start: Command = async (words) => {
  requireNoWords(words);
  const begun = performance.now();
  const settings = readSettings();
  const log = createLog();
  const { dataFolder, port, host } = settings;
  const running = await findRunning(dataFolder);
  if (running) {
    throw new GantryError("conflict", `a server of this data folder runs already at ${running.url}`, {
      remedy: "stop it with `gantry stop`, or set GANTRY_DATA",
    });
  }
  // Asked first: everything else takes seconds.
  await requireFree(port, host);
  const project = await loadProject(settings.projectFolder);
  const house = await openHouse(project, settings, log);
  let address: string;
  try {
    address = await house.server.listen({ port, host });
  } catch (error) {
    await house.close();
    throw listenProblem(error, port, host);
  }
  const url = `http://localhost:${new URL(address).port}`;
  await house.announce(url);
  log.info({ url, pid: process.pid }, "ready");
  leaveNote(dataFolder, { url, pid: process.pid });
  for (const line of house.refused) {
    if (process.stderr.isTTY) console.error(line);
    else log.error({}, line);
  }
  const seconds = ((performance.now() - begun) / 1000).toFixed(1);
  console.log(`Gantry with ${project.title}, ready at ${url} (${seconds} s)`);
  // Printed, not logged: a log is kept, and read by others.
  if (house.localKey !== undefined) console.log(`Open ${doorAt(url, house.localKey)} to sign in`);

  await new Promise<void>((stop) => {
    for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => stop());
  });
  log.info({ seconds: settings.drainSeconds }, "draining");
  await house.close();
  log.info({}, "ended");
  removeNote(dataFolder);
  return 0;
};

async function requireFree(port: number, host: string): Promise<void> {
  const probe = createServer();
  try {
    await new Promise<void>((resolve, reject) => probe.once("error", reject).listen(port, host, resolve));
  } catch (error) {
    throw listenProblem(error, port, host);
  }
  await new Promise((resolve) => probe.close(resolve));
}

function listenProblem(error: unknown, port: number, host: string): unknown {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  const remedy = "set PORT to a free one, or 0 for any";
  if (code === "EADDRINUSE") return new GantryError("conflict", `port ${port} is taken by another program`, { remedy });
  if (code === "EACCES") return new GantryError("bad-config", `port ${port} is not for ordinary users`, { remedy });
  if (code === "EADDRNOTAVAIL" || code === "ENOTFOUND")
    return new GantryError("bad-config", `GANTRY_HOST (${host}) is no address of this machine`);
  return error;
}
