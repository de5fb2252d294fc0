// What goes wrong with a server, in the house's own words: what the server says of it is an outsider's text, and the cause
// may hold the request. Both stay out.
import { GantryError } from "@gantry/contract";

const where = (server: string, tool?: string): Readonly<Record<string, string>> => ({
  server,
  ...(tool === undefined ? {} : { tool }),
});

export const unreachable = (server: string, why: string): GantryError =>
  new GantryError("source-unreachable", `the tool server "${server}" can't be reached: ${why}`, {
    where: where(server),
    retryable: true,
    remedy: `see \`gantry mcp test ${server}\``,
  });

export const tooSlow = (server: string, seconds: number): GantryError =>
  new GantryError("source-timeout", `the tool server "${server}" gave no answer within ${seconds} s`, {
    where: where(server),
    // A tool that only reads can be asked again.
    retryable: true,
    remedy: `give it a longer limits.timeoutSeconds, or see \`gantry mcp test ${server}\``,
  });

export const refused = (server: string, why: string, remedy?: string): GantryError =>
  new GantryError("source-refused", `the tool server "${server}" ${why}`, { where: where(server), remedy });

export const cancelled = (server: string): GantryError =>
  new GantryError("cancelled", `the call to the tool server "${server}" was cancelled`, { where: where(server) });

/** @param what "its description and what it takes", or that it is gone */
export const drifted = (server: string, tool: string, what: string): GantryError =>
  new GantryError("source-drifted", `tool "${tool}" of server "${server}" is not what was agreed: ${what}`, {
    where: where(server, tool),
    remedy: `look at it, then \`gantry mcp agree ${server}\` and commit the new tools.lock.json`,
  });
