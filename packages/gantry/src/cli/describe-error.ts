import { GantryError } from "@gantry/contract";

/** For the log: our own errors are safe to show; of others only where they came from, since their text may hold values. */
export function describeError(error: unknown): string {
  if (error instanceof GantryError) return `${error.code}: ${error.message}`;
  if (!(error instanceof Error)) return "an error without a name";
  const place =
    error.stack
      ?.split("\n")
      .find((line) => line.includes("    at "))
      ?.trim() ?? "";
  return `${error.name} ${place}`;
}
