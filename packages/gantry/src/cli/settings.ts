// What the environment says, read once and checked.
import path from "node:path";
import { fileURLToPath } from "node:url";
import { GantryError } from "@gantry/contract";
import { isDay } from "../catalog/index.ts";
import type { S3Options } from "../store/index.ts";

export interface Settings {
  readonly port: number;
  readonly host: string;
  /** Where the project's gantry.config.ts lies. */
  readonly projectFolder: string;
  readonly dataFolder: string;
  readonly databaseUrl: string | undefined;
  /** "YYYY-MM-DD", where the day is fixed for tests and comparisons. */
  readonly fixedToday: string | undefined;
  readonly seed: number;
  readonly accounts: number | undefined;
  readonly origins: readonly string[];
  /** Rows that one query may read from all its sources. */
  readonly rowBudget: number;
  /** Rows of a table that are looked at to tell what a question would take. 0: none are. */
  readonly statisticsRows: number;
  /** Where mail for triggers is taken, in place of what the project says. 0: any. */
  readonly mailPort: number | undefined;
  /** Lets a scraper read /metrics, as the key of the data folder does. */
  readonly metricsToken: string | undefined;
  /** How long a server that was asked to end may take to finish what is under way. */
  readonly drainSeconds: number;
  /** Where large results are kept: S3, or the folder `blobs` of the data folder. */
  readonly blobs: S3Options | undefined;
  /** Bytes from which on a result is large. */
  readonly largeFrom: number;
  /** Whether personas may sign in where no identity provider is configured. */
  readonly local: boolean;
  /** The company's identity provider. */
  readonly issuer: { readonly issuer: string; readonly jwksUrl: string } | undefined;
}

const repository = fileURLToPath(new URL("../../../..", import.meta.url));

/** @throws GantryError `bad-config` naming the variable and what it may be. */
export function readSettings(env: NodeJS.ProcessEnv = process.env): Settings {
  const port = whole(env, "PORT", 4400, 65_535);
  const fixedToday = env["GANTRY_TODAY"] || undefined;
  if (fixedToday !== undefined && !isDay(fixedToday))
    throw new GantryError("bad-config", "GANTRY_TODAY must be a day, YYYY-MM-DD");
  const { GANTRY_ISSUER: issuer, GANTRY_JWKS_URL: jwksUrl } = env;
  if (Boolean(issuer) !== Boolean(jwksUrl))
    throw new GantryError("bad-config", "GANTRY_ISSUER and GANTRY_JWKS_URL belong together: set both");
  return {
    port,
    host: env["GANTRY_HOST"] || "127.0.0.1",
    projectFolder: path.resolve(env["GANTRY_PROJECT"] || path.join(repository, "examples/meridian")),
    // A project of one's own keeps its data beside it, so that two projects never meet in one folder.
    dataFolder: path.resolve(env["GANTRY_DATA"] || path.join(env["GANTRY_PROJECT"] || "", ".gantry")),
    databaseUrl: env["DATABASE_URL"] || undefined,
    fixedToday,
    seed: whole(env, "GANTRY_SEED", 1, 2_147_483_647),
    accounts: env["GANTRY_ACCOUNTS"] ? whole(env, "GANTRY_ACCOUNTS", 1200, 1_000_000) : undefined,
    blobs: blobsOf(env),
    largeFrom: whole(env, "GANTRY_LARGE_FROM", 1024 * 1024, Number.MAX_SAFE_INTEGER),
    rowBudget: whole(env, "GANTRY_ROW_BUDGET", 10_000_000, Number.MAX_SAFE_INTEGER),
    statisticsRows: whole(env, "GANTRY_STATISTICS_ROWS", 100_000, 10_000_000),
    mailPort: env["GANTRY_MAIL_PORT"] ? whole(env, "GANTRY_MAIL_PORT", 0, 65_535) : undefined,
    metricsToken: env["GANTRY_METRICS_TOKEN"] || undefined,
    drainSeconds: whole(env, "GANTRY_DRAIN_SECONDS", 20, 3600),
    origins: (env["GANTRY_ORIGINS"] ?? "")
      .split(",")
      .map((it) => it.trim())
      .filter(Boolean),
    local: isOn(env, "GANTRY_LOCAL"),
    issuer: issuer && jwksUrl ? { issuer, jwksUrl } : undefined,
  };
}

/** `s3://bucket/prefix`, with the keys and the region that other programs take from these variables too. */
function blobsOf(env: NodeJS.ProcessEnv): S3Options | undefined {
  const place = env["GANTRY_BLOBS"];
  if (!place) return undefined;
  const [, bucket, prefix = ""] = /^s3:\/\/([a-z0-9.-]+)(?:\/(.*))?$/.exec(place) ?? [];
  const { AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey, AWS_SESSION_TOKEN: token } = env;
  const region = env["AWS_REGION"] || "us-east-1";
  if (bucket === undefined || !/^[\w/-]*$/.test(prefix))
    throw new GantryError(
      "bad-config",
      "GANTRY_BLOBS must be s3://<bucket>/<prefix>; without it, large results go to the data folder",
    );
  if (!accessKeyId || !secretAccessKey)
    throw new GantryError("bad-config", "GANTRY_BLOBS needs AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY");
  return {
    endpoint: env["GANTRY_S3_ENDPOINT"] || `https://s3.${region}.amazonaws.com`,
    region,
    bucket,
    prefix: prefix === "" || prefix.endsWith("/") ? prefix : `${prefix}/`,
    accessKeyId,
    secretAccessKey,
    ...(token ? { sessionToken: token } : {}),
  };
}

function isOn(env: NodeJS.ProcessEnv, name: string): boolean {
  const value = env[name] || "on";
  if (value !== "on" && value !== "off") throw new GantryError("bad-config", `${name} must be on or off`);
  return value === "on";
}

function whole(env: NodeJS.ProcessEnv, name: string, standard: number, max: number): number {
  const value = env[name];
  if (!value) return standard;
  const number = Number(value);
  if (Number.isInteger(number) && number >= 0 && number <= max) return number;
  throw new GantryError("bad-config", `${name} must be a whole number from 0 to ${max}`);
}
