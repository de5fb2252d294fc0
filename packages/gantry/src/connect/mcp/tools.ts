// The tools that may be called: named in the configuration, agreed, and known to read only.
import { GantryError } from "@gantry/contract";
import { z } from "zod";
import { isRecord } from "../kit/index.ts";
import type { FindTool, Tool, ToolRefusal } from "../kit/index.ts";
import type { ServerDocument, ToolsDocument } from "./document.ts";
import { drifted } from "./errors.ts";
import { withServer } from "./exchange.ts";
import type { ServerAddress } from "./exchange.ts";
import { differences } from "./lock.ts";
import type { AgreedTool, ToolsLock } from "./lock.ts";
import { resultOf } from "./result.ts";

export interface ToolsOptions {
  /** Default: no servers. */
  readonly document?: ToolsDocument | undefined;
  readonly lock: ToolsLock;
  readonly secret: (name: string) => string;
}

/** Throws `bad-config` for a secret that is not set. */
export function createTools({ document = { servers: {} }, lock, secret }: ToolsOptions): FindTool {
  const addresses = addressesOf(document, secret);
  return (name, tool) => {
    const [server, address] = [document.servers[name], addresses.get(name)];
    if (server === undefined || address === undefined)
      return unknown(`there is no tool server "${name}"`, Object.keys(document.servers), "servers");
    const allowed = server.tools[tool];
    if (allowed === undefined)
      return unknown(
        `the configuration lets no tool "${tool}" of server "${name}" be called`,
        Object.keys(server.tools),
        "tools",
      );
    const agreed = lock[name]?.[tool];
    if (agreed === undefined) {
      const refused = `nobody has agreed to what tool "${tool}" of server "${name}" is`;
      return { code: "tool-not-agreed", refused, remedy: `look at it: \`gantry mcp agree ${name}\`` };
    }
    if (agreed.readOnly || allowed.reads === true) return toolOf(server, address, tool, agreed);
    return {
      code: "tool-may-write",
      refused: `tool "${tool}" of server "${name}" does not say that it only reads`,
      remedy: `leave it out, or say so yourself in the configuration: ${tool}: { reads: true }`,
    };
  };
}

const unknown = (refused: string, names: readonly string[], what: string): ToolRefusal => ({
  code: "unknown-tool",
  refused,
  remedy: `${what}: ${names.join(", ") || "none"}`,
});

/** Where the servers are, with their keys. */
export const addressesOf = (
  { servers }: ToolsDocument,
  secret: (name: string) => string,
): ReadonlyMap<string, ServerAddress> =>
  new Map(
    Object.entries(servers).map(([name, { url, key, headers, limits }]) => [
      name,
      {
        name,
        url,
        timeoutSeconds: limits.timeoutSeconds,
        headers: {
          ...(key === undefined ? {} : { authorization: `Bearer ${secret(key.secret)}` }),
          ...Object.fromEntries(
            Object.entries(headers).map(([header, value]) => [
              header,
              typeof value === "string" ? value : secret(value.secret),
            ]),
          ),
        },
      },
    ]),
  );

function toolOf(
  { zone, tools, limits }: ServerDocument,
  address: ServerAddress,
  name: string,
  agreed: AgreedTool,
): Tool {
  const { labels = [], price = 0, description } = tools[name] ?? {};
  return {
    server: address.name,
    name,
    zone,
    labels,
    description: description ?? agreed.description,
    input: agreed.input,
    price,
    unfit: fitting(agreed.input),
    call: (values, signal) =>
      withServer(address, signal, async (server) => {
        const now = (await server.tools()).get(name);
        if (now === undefined) throw drifted(address.name, name, "it is gone");
        const changed = differences(agreed, now);
        if (changed.length > 0) throw drifted(address.name, name, `${changed.join(" and ")} changed`);
        return resultOf(await server.call(name, values), limits.characters);
      }),
  };
}

/**
 * Holds arguments against a schema. What the schema does not name is never sent: names of arguments would carry data
 * past everything that looks at values.
 */
function fitting(input: AgreedTool["input"]): Tool["unfit"] {
  const named = isRecord(input["properties"]) ? Object.keys(input["properties"]) : [];
  let schema: z.ZodType | undefined;
  return (values) => {
    const strange = Object.keys(values).filter((it) => !named.includes(it));
    if (strange.length > 0) return ["arguments that it does not take"];
    schema ??= schemaOf(input);
    const parsed = schema.safeParse(values);
    return parsed.success ? [] : parsed.error.issues.map(({ path }) => path.join(".") || "the whole");
  };
}

/** @throws GantryError `unsupported` for a schema that can't be read */
export function schemaOf(input: AgreedTool["input"]): z.ZodType {
  try {
    return z.fromJSONSchema(input);
  } catch (cause) {
    throw new GantryError("unsupported", "the schema of a tool's arguments can't be read", { cause });
  }
}
