// Which errors say that the database is away for now, and not that what was asked of it is wrong.
import { GantryError } from "@gantry/contract";

/**
 * Error classes of PostgreSQL (and codes of sockets) that mean: ask again. 08 connection, 57P shutting down or starting,
 * 53 no room (disk, memory, connections), 58030 the disk itself, 40 give way to others.
 */
const away = /^(08|57P|53|58030|40001|40P01|ECONN|EPIPE|ETIMEDOUT|ENOTFOUND|EHOSTUNREACH)/;

/** The driver's own errors bear no code. */
const lost =
  /connection terminated|connection error|not queryable|connection timeout|query read timeout|timeout exceeded when trying to connect/i;

export function isDatabaseAway(error: unknown): boolean {
  if (!(error instanceof Error) || error instanceof GantryError) return false;
  if ("code" in error && typeof error.code === "string" && away.test(error.code)) return true;
  return lost.test(error.message);
}

/** Whether the disk under the database is full. */
export const isDiskFull = (error: unknown): boolean =>
  error instanceof Error && "code" in error && error.code === "53100";

/** What callers are told. A change may have been made all the same: look before repeating it. */
export const databaseAway = (cause: unknown): GantryError =>
  isDiskFull(cause)
    ? new GantryError("unavailable", "the disk that holds Gantry's own database is full", {
        retryable: true,
        remedy: "make room there; what waits goes on by itself",
        cause,
      })
    : new GantryError("unavailable", "Gantry's own database does not answer right now", {
        retryable: true,
        remedy: "try again in a moment",
        cause,
      });

/** An error that goes back to the database being away, told as that; any other as it is. */
export function tellIfAway(error: unknown): unknown {
  if (isDatabaseAway(error)) return databaseAway(error);
  const inner = error instanceof GantryError && error.code === "internal" ? error.cause : undefined;
  return inner !== undefined && isDatabaseAway(inner) ? databaseAway(inner) : error;
}
