// The CRM asked as any client of it would: OAuth client credentials, SOQL over REST, page after page.
import type { SystemEndpoint } from "../house.ts";
import type { Account, Case, Contact, User } from "./records.ts";

const api = "/services/data/v62.0";

export interface Crm {
  query<T>(soql: string): Promise<readonly T[]>;
  /** Changes fields of one record. */
  update(object: string, id: string, fields: Readonly<Record<string, unknown>>): Promise<void>;
}

interface Page<T> {
  readonly totalSize: number;
  readonly records: readonly T[];
  readonly nextRecordsUrl?: string;
}

export async function openCrm({ address, credentials }: SystemEndpoint): Promise<Crm> {
  const reply = await fetch(`${address}/services/oauth2/token`, {
    method: "POST",
    body: new URLSearchParams({
      grant_type: "client_credentials",
      client_id: credentials["client_id"] ?? "",
      client_secret: credentials["client_secret"] ?? "",
    }),
  });
  const { access_token: token } = (await reply.json()) as { access_token: string };
  const send = async (path: string, init: RequestInit = {}): Promise<Response> => {
    const response = await fetch(`${address}${path}`, {
      ...init,
      headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
    });
    if (!response.ok) throw new Error(`CRM ${path}: ${response.status} ${await response.text()}`);
    return response;
  };
  return {
    async query<T>(soql: string) {
      const found: T[] = [];
      let path: string | undefined = `${api}/query?q=${encodeURIComponent(soql)}`;
      let promised = 0;
      while (path !== undefined) {
        const page = (await (await send(path)).json()) as Page<T>;
        found.push(...page.records);
        promised = page.totalSize;
        path = page.nextRecordsUrl;
      }
      if (found.length !== promised) throw new Error(`the CRM promised ${promised} records and gave ${found.length}`);
      return found;
    },
    async update(object, id, fields) {
      await send(`${api}/sobjects/${object}/${id}`, { method: "PATCH", body: JSON.stringify(fields) });
    },
  };
}

export async function readCrm(crm: Crm): Promise<{
  readonly accounts: readonly Account[];
  readonly contacts: readonly Contact[];
  readonly cases: readonly Case[];
  readonly users: readonly User[];
}> {
  const accounts = await crm.query<Account>(
    `SELECT Id, Name, OwnerId, Region__c, Segment__c, Status__c, BillingCountry, AnnualRevenue, CurrencyIsoCode,
      Customer_Since__c, Renewal_Date__c, Usage_Ref__c FROM Account`,
  );
  const contacts = await crm.query<Contact>(
    `SELECT Id, AccountId, Email, Language__c, Role__c, Is_Primary__c, HasOptedOutOfEmail, EmailBouncedDate FROM Contact`,
  );
  const cases = await crm.query<Case>(
    `SELECT Id, AccountId, Subject, Description, Priority, IsClosed, CreatedDate, Language__c FROM Case`,
  );
  const users = await crm.query<User>("SELECT Id, Name FROM User");
  return { accounts, contacts, cases, users };
}
