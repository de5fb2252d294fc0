// The CRM asked directly, as its integration user: not through our connector.
import type { House } from "./house.ts";

export type CrmRow = Readonly<Record<string, string | number | boolean | null>>;

export interface CrmAsked {
  /** All pages of a SOQL query. */
  query(soql: string): Promise<readonly CrmRow[]>;
}

export async function askCrm(house: House): Promise<CrmAsked> {
  const { address, credentials } = await house.system("crm");
  const form = {
    grant_type: "client_credentials",
    client_id: credentials["client_id"] ?? "",
    client_secret: credentials["client_secret"] ?? "",
  };
  const reply = await fetch(`${address}/services/oauth2/token`, { method: "POST", body: new URLSearchParams(form) });
  const { access_token: token } = (await reply.json()) as { access_token: string };
  return {
    query: async (soql) => {
      const rows: CrmRow[] = [];
      let next: string | undefined = `/services/data/v62.0/query?q=${encodeURIComponent(soql)}`;
      while (next !== undefined) {
        const response: Response = await fetch(`${address}${next}`, { headers: { authorization: `Bearer ${token}` } });
        if (!response.ok) throw new Error(`${soql}: ${response.status} ${await response.text()}`);
        const page = (await response.json()) as { records: CrmRow[]; nextRecordsUrl?: string };
        rows.push(...page.records);
        next = page.nextRecordsUrl;
      }
      return rows;
    },
  };
}
