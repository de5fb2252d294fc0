// The CRM as any other client of it would see it: over its own REST API, with its own credentials.
import type { House } from "./house.ts";

export type CrmRecord = Readonly<Record<string, unknown>>;

/** Asks the house's CRM in SOQL, as its integration user. Small results only: one page. */
export async function askCrm(house: House, soql: string): Promise<readonly CrmRecord[]> {
  const { address, credentials } = await house.system("crm");
  const login = await fetch(`${address}/services/oauth2/token`, {
    method: "POST",
    body: new URLSearchParams({
      grant_type: "client_credentials",
      client_id: credentials["client_id"] ?? "",
      client_secret: credentials["client_secret"] ?? "",
    }),
  });
  const { access_token: token } = (await login.json()) as { access_token: string };
  const reply = await fetch(`${address}/services/data/v62.0/query?q=${encodeURIComponent(soql)}`, {
    headers: { authorization: `Bearer ${token}` },
  });
  if (!reply.ok) throw new Error(`the CRM answers ${reply.status}: ${await reply.text()}`);
  return ((await reply.json()) as { records: CrmRecord[] }).records;
}
