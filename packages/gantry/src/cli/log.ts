// The server's log: a line of JSON an event, with ids and never a value.
import { GantryError } from "@gantry/contract";
import { pino } from "pino";
import { z } from "zod";

/** Names and numbers of an event. */
export type LogFields = Readonly<Record<string, string | number | boolean | null | readonly string[] | undefined>>;

export interface Log {
  debug(fields: LogFields, event: string): void;
  info(fields: LogFields, event: string): void;
  warn(fields: LogFields, event: string): void;
  error(fields: LogFields, event: string): void;
}

const Level = z.enum(["trace", "debug", "info", "warn", "error", "fatal", "silent"]);

/**
 * A log on stderr. `GANTRY_LOG_LEVEL` says from which level on; without it `info`, and `warn` in a terminal.
 *
 * @throws GantryError `bad-config` for a level that there is not.
 */
export function createLog(environment: NodeJS.ProcessEnv = process.env, isTerminal = process.stderr.isTTY): Log {
  const wanted = environment["GANTRY_LOG_LEVEL"] || (isTerminal ? "warn" : "info");
  const level = Level.safeParse(wanted);
  if (!level.success) {
    throw new GantryError("bad-config", `GANTRY_LOG_LEVEL must be one of ${Level.options.join(", ")}`);
  }
  const { timestamp, level: name } = { timestamp: pino.stdTimeFunctions.isoTime, level: level.data };
  const formatters = { level: (label: string) => ({ level: label }) };
  // At once: the last line before a crash is the one that matters.
  return pino({ level: name, base: null, timestamp, formatters }, pino.destination({ fd: 2, sync: true }));
}

/** Our own errors are safe to show; of others only where they came from, since their text may hold values. */
export function describeError(error: unknown): LogFields {
  if (error instanceof GantryError) return { code: error.code, error: error.message };
  if (!(error instanceof Error)) return { error: "an error without a name" };
  const place = error.stack?.split("\n").find((line) => line.includes("    at "));
  const code =
    "code" in error && typeof error.code === "string" && /^[\w-]{1,20}$/.test(error.code) ? error.code : null;
  return { error: error.name, code, place: place?.trim() ?? null };
}
