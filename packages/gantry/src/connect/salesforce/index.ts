// Salesforce over its REST API: describe, SOQL, upserts. Plain HTTP, OAuth; never SOAP.
import { badConfig, createHttp, createRest, parseConnection, type ConnectorFactory } from "../kit/index.ts";
import { createActions } from "./actions.ts";
import { Connection, loginOf, manifestOf } from "./connection.ts";
import { createDescriber } from "./fields.ts";
import { introspect } from "./introspect.ts";
import { createReader } from "./read.ts";

/**
 * Connector to a Salesforce org. Reads run as the configured user, or with `context.onBehalfOf` as the caller: then
 * sharing rules and field-level security are his, and a column hidden from him reads as NULL (said in `ScanPlan.notes`).
 *
 * @example
 * salesforce({
 *   name: "crm", connector: "salesforce", title: "CRM",
 *   connection: { url: "https://example.my.salesforce.com", clientId: "…", clientSecret: { secret: "crm.client-secret" } },
 * });
 */
export const salesforce: ConnectorFactory = (source) => {
  const connection = parseConnection(source, Connection);
  const manifest = manifestOf(connection);
  if (manifest === undefined)
    throw badConfig(
      { source: source.name },
      "neither connection.clientSecret nor connection.jwt is set",
      "set one of them",
    );
  const rest = createRest(source.name, manifest);
  const http = createHttp({
    source: source.name,
    origins: [new URL(loginOf(connection)).origin],
    limits: connection.limits,
  });
  const reader = createReader(source.name, source.title, rest, createDescriber(source.name, rest), connection.objects);

  return {
    ...reader,
    check: async (context) => {
      await rest.json({ path: "sobjects" }, context);
      return { ok: true, detail: `Salesforce API ${connection.apiVersion} answers` };
    },
    actions: createActions(source.name, rest),
    introspect: (token, context) => introspect(source.name, connection, http, token, context),
    close: async () => {
      await Promise.all([rest.close(), http.close()]);
    },
  };
};
