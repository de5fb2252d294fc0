// What `gantry connect` was pointed at, as a source: an address that may be written down, and secrets that may not.
import { existsSync, statSync } from "node:fs";
import path from "node:path";
import { GantryError } from "@gantry/contract";
import type { Source } from "../../catalog/index.ts";
import { sqlName } from "../../connect/kit/index.ts";
import { variableOf } from "../secrets.ts";

export interface Target {
  readonly source: Source;
  /** Name → value, known to this process alone. */
  readonly secrets: Readonly<Record<string, string>>;
}

export interface TargetOptions {
  readonly name: string | undefined;
  readonly schema: string | undefined;
  /** For Salesforce. */
  readonly url: string | undefined;
  readonly clientId: string | undefined;
  /** Typed at the terminal: of the PostgreSQL user, or of the connected app. */
  readonly secret?: string | undefined;
}

/** Schemas of DuckDB's own: no source can have such a name. */
const reserved = new Set([
  "main",
  "memory",
  "temp",
  "system",
  "information_schema",
  "pg_catalog",
  "crosswalk",
  "public",
]);

const nameOf = (wanted: string): string => {
  const name = sqlName(wanted);
  return reserved.has(name) ? `${name}_data` : name;
};

/**
 * @param what a PostgreSQL URL (or `env:VARIABLE` that holds one), a folder, or `salesforce`
 * @throws GantryError `bad-request` saying what else could be meant; it never repeats a URL, which may hold a password
 */
export function targetOf(what: string, options: TargetOptions, env: NodeJS.ProcessEnv): Target {
  if (what === "salesforce") return salesforceTarget(options, env);
  const given = what.startsWith("env:") ? (env[what.slice("env:".length)] ?? "") : what;
  if (/^postgres(?:ql)?:\/\//.test(given)) return postgresTarget(given, options);
  if (existsSync(what) && statSync(what).isDirectory()) {
    const folder = path.resolve(what);
    const name = nameOf(options.name ?? path.basename(folder));
    return { source: { name, connector: "files", title: titleOf(name), connection: { path: folder } }, secrets: {} };
  }
  throw new GantryError("bad-request", "that is neither a PostgreSQL URL nor a folder that exists, nor `salesforce`", {
    remedy: "gantry connect postgresql://user:password@host:5432/database | env:VARIABLE | path/to/folder | salesforce",
  });
}

function postgresTarget(given: string, options: TargetOptions): Target {
  let url: URL;
  try {
    url = new URL(given);
  } catch (cause) {
    throw new GantryError("bad-request", "the PostgreSQL URL can't be read", {
      remedy: "postgresql://user:password@host:5432/database, with special characters of the password percent-encoded",
      cause,
    });
  }
  const database = decodeURIComponent(url.pathname.slice(1)) || "postgres";
  const name = nameOf(options.name ?? database);
  const password = decodeURIComponent(url.password) || options.secret;
  const schema = options.schema ?? url.searchParams.get("schema") ?? undefined;
  const mode = url.searchParams.get("sslmode") ?? "disable";
  const tls = mode.startsWith("verify") ? true : mode === "require" ? "unchecked" : undefined;
  const secret = `${name}.password`;
  return {
    source: {
      name,
      connector: "postgres",
      title: titleOf(name),
      connection: {
        host: url.hostname.replace(/^\[(.*)\]$/, "$1") || "localhost",
        port: Number(url.port || 5432),
        database,
        ...(url.username === "" ? {} : { user: decodeURIComponent(url.username) }),
        ...(password === undefined ? {} : { password: { secret } }),
        ...(tls === undefined ? {} : { tls }),
        ...(schema === undefined ? {} : { schema }),
      },
    },
    secrets: password === undefined ? {} : { [secret]: password },
  };
}

/** The name of the secret that a Salesforce source of that name would have. */
export const salesforceSecret = (wanted: string | undefined): string => `${nameOf(wanted ?? "crm")}.client-secret`;

function salesforceTarget(
  { name: wanted, url, clientId, secret: typed }: TargetOptions,
  env: NodeJS.ProcessEnv,
): Target {
  const name = nameOf(wanted ?? "crm");
  const secret = salesforceSecret(wanted);
  if (url === undefined || clientId === undefined || !(typed ?? env[variableOf(secret)])) {
    throw new GantryError(
      "bad-request",
      "a Salesforce org needs its address and a connected app (client credentials)",
      {
        remedy: `export ${variableOf(secret)}=…, then gantry connect salesforce --url https://yours.my.salesforce.com --client-id …`,
      },
    );
  }
  return {
    source: {
      name,
      connector: "salesforce",
      title: titleOf(name),
      connection: { url, clientId, clientSecret: { secret } },
    },
    secrets: typed === undefined ? {} : { [secret]: typed },
  };
}

const titleOf = (name: string): string => `${name.slice(0, 1).toUpperCase()}${name.slice(1).replaceAll("_", " ")}`;
