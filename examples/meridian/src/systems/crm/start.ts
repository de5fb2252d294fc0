// Puts the stand-in together and listens.
import fastify, { type FastifyInstance } from "fastify";
import { registerConsole } from "./console/plugin.ts";
import { CrmError } from "./errors.ts";
import { makeFailures } from "./failures.ts";
import { idKey } from "./ids.ts";
import { OAuthError } from "./oauth/client.ts";
import { registerOAuth, sendOAuthError } from "./oauth/plugin.ts";
import type { OAuthServer } from "./oauth/token-endpoint.ts";
import { makeTokens } from "./oauth/tokens.ts";
import type { CrmOptions, CrmServer, GantryAddress } from "./options.ts";
import { type ObjectTable, makeOrganization } from "./organization.ts";
import { makeCursors } from "./rest/index.ts";
import { registerRest } from "./rest/plugin.ts";
import type { CrmData, CrmRecord } from "./schema.ts";
import { makeSessions } from "./sessions.ts";
import { makeStats } from "./stats.ts";
import { makeViewer } from "./viewer.ts";

/**
 * Starts a stand-in for Salesforce over this data: REST API, OAuth, login and a service console page. The data is
 * copied. Throws on data that can't be served (records without an id, sharing by a region that accounts don't have).
 */
export async function startCrm(data: CrmData, options: CrmOptions = {}): Promise<CrmServer> {
  const now = options.now ?? (() => new Date());
  const tokenNow = options.tokenNow ?? now;
  const organization = makeOrganization(data, now, options);
  // Finds broken sharing before anyone signs in.
  for (const user of data.users) makeViewer(organization, user);
  const tokens = makeTokens(data.organizationId, tokenNow, options.tokenSeconds ?? 7200);
  const sessions = makeSessions();
  const stats = makeStats();
  const failures = makeFailures();
  let latency = 0;
  let gantry: GantryAddress | null = options.gantry ?? null;
  let url = "";

  const oauth: OAuthServer = {
    data,
    tokens,
    now: tokenNow,
    certificate: options.certificate,
    url: () => url,
    isRedirectAllowed: (uri) => (options.redirectUris ?? []).includes(uri) || isConsoleCallback(uri, url),
  };
  const app = makeApp();
  registerOAuth(app, oauth, sessions, stats);
  registerRest(app, {
    organization,
    tokens,
    cursors: makeCursors(now),
    failures,
    stats,
    dailyCalls: options.dailyCalls ?? 100_000,
    latency: () => latency,
  });
  registerConsole(app, { oauth, sessions, gantry: () => gantry });
  url = await app.listen({ port: options.port ?? 0, host: options.host ?? "127.0.0.1" });

  const tableNamed = (object: string): ObjectTable => {
    const table = organization.table(object);
    if (table === undefined) throw new Error(`the CRM has no object ${object}`);
    return table;
  };
  const recordNamed = (object: string, id: string): CrmRecord => {
    const record = tableNamed(object).records.get(idKey(id));
    if (record === undefined) throw new Error(`${object} has no such record`);
    return record;
  };
  const checkFields = (object: string, record: CrmRecord): void => {
    const { fields } = tableNamed(object);
    for (const name of Object.keys(record))
      if (fields.get(name.toLowerCase())?.name !== name) throw new Error(`${object} has no field ${name}`);
  };
  return {
    url,
    close: () => app.close(),
    stats: stats.read,
    resetStats: stats.reset,
    fail: failures.order,
    heal: failures.heal,
    slowDown(milliseconds) {
      latency = milliseconds;
    },
    expireTokens: tokens.expireAll,
    setGantry(address) {
      gantry = address;
    },
    record(object, id) {
      const found = tableNamed(object).records.get(idKey(id));
      return found === undefined ? undefined : { ...found };
    },
    records: (object) => [...tableNamed(object).records.values()].map((it) => ({ ...it })),
    changeRecord(object, id, patch) {
      checkFields(object, patch);
      organization.change(recordNamed(object, id), patch);
    },
    addRecord(object, record) {
      checkFields(object, record);
      if (typeof record["Id"] !== "string") throw new Error(`a record of ${object} needs an Id`);
      organization.put(tableNamed(object), { ...record });
    },
    removeRecord: (object, id) => organization.remove(tableNamed(object), recordNamed(object, id)),
  };
}

/** The console page's own callback, under whichever name of this machine the browser came by. */
function isConsoleCallback(uri: string, url: string): boolean {
  if (!URL.canParse(uri)) return false;
  const { origin, hostname, port, pathname, search, protocol } = new URL(uri);
  const isHere = origin === url || (protocol === "http:" && ["localhost", "127.0.0.1", "[::1]"].includes(hostname));
  return isHere && port === new URL(url).port && pathname === "/console/callback" && search === "";
}

function makeApp(): FastifyInstance {
  const app = fastify({
    // Our own check answers long requests as Salesforce does, so Node must let them in.
    http: { maxHeaderSize: 256 * 1024 },
    routerOptions: { maxParamLength: 100_000 },
    bodyLimit: 10 * 1024 * 1024,
    forceCloseConnections: true,
  });
  app.removeAllContentTypeParsers();
  app.addContentTypeParser("application/json", { parseAs: "string" }, (_, text, done) => {
    try {
      done(null, String(text).trim() === "" ? undefined : JSON.parse(String(text)));
    } catch {
      done(new CrmError(400, "JSON_PARSER_ERROR", "the request body is not valid JSON"));
    }
  });
  app.addContentTypeParser("application/x-www-form-urlencoded", { parseAs: "string" }, (_, text, done) =>
    done(null, new URLSearchParams(String(text))),
  );
  app.setNotFoundHandler((_, reply) =>
    reply.code(404).send([{ errorCode: "NOT_FOUND", message: "The requested resource does not exist" }]),
  );
  app.setErrorHandler((error, _, reply) => {
    if (error instanceof OAuthError) return sendOAuthError(reply, error);
    if (error instanceof CrmError) {
      if (error.status === 401) reply.header("www-authenticate", "Token");
      if (error.status === 429) reply.header("retry-after", "1");
      return reply.code(error.status).send([error.entry]);
    }
    const status = Number(Object(error).statusCode ?? 500);
    const errorCode = status === 415 ? "UNSUPPORTED_MEDIA_TYPE" : status < 500 ? "BAD_REQUEST" : "UNKNOWN_EXCEPTION";
    const message = status < 500 && error instanceof Error ? error.message : "An unexpected error occurred";
    return reply.code(status).send([{ errorCode, message }]);
  });
  return app;
}
