// The CRM as any other client of it would see it: over its own REST API, with its own credentials.
import type { House } from "./house.ts";

export type CrmRecord = Readonly<Record<string, unknown>>;

/** Asks the house's CRM in SOQL, as its integration user; all pages of what it answers. */
export async function askCrm(house: Pick<House, "system">, soql: string): Promise<readonly CrmRecord[]> {
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
  const records: CrmRecord[] = [];
  let next: string | undefined = `/services/data/v62.0/query?q=${encodeURIComponent(soql)}`;
  while (next !== undefined) {
    const reply: Response = await fetch(`${address}${next}`, { headers: { authorization: `Bearer ${token}` } });
    if (!reply.ok) throw new Error(`the CRM answers ${reply.status}: ${await reply.text()}`);
    const page = (await reply.json()) as { records: CrmRecord[]; nextRecordsUrl?: string };
    records.push(...page.records);
    next = page.nextRecordsUrl;
  }
  return records;
}
