// The systems themselves, all in this process: data laid out, servers started, and described for who connects to them.
import { startCrm } from "./crm/index.ts";
import type { CrmData, CrmRecord, FailureOrder, GantryAddress } from "./crm/index.ts";
import { startErp, withPictures } from "./erp/index.ts";
import type { ErpFault } from "./erp/index.ts";
import type { EntityRow } from "./erp/schema.ts";
import { openJournal } from "./journal.ts";
import { layOut, places } from "./layout.ts";
import { startMail } from "./mail/index.ts";
import type { MailFault } from "./mail/index.ts";
import type { Ready } from "./messages.ts";
import type { Endpoint, Persona, SystemsOptions } from "./types.ts";

export interface RunningSystems {
  readonly ready: Ready;
  readonly calls: ReturnType<typeof callsTo>;
  close(): Promise<void>;
}

/** What the parent may ask of the running systems. */
export type SystemsCalls = RunningSystems["calls"];

type Servers = Awaited<ReturnType<typeof startServers>>;

const millisecondsPerDay = 86_400_000;

/** A clock that runs as the real one does, but began on the given day. */
const clockFrom = (today: string): (() => Date) => {
  const days = Math.floor(Date.now() / millisecondsPerDay);
  const shift = Date.parse(`${today}T00:00:00Z`) - days * millisecondsPerDay;
  return () => new Date(Date.now() + shift);
};

/** Starts a server at the port, or at any free one when another program has it. */
const atPort = async <T>(port: number, start: (port: number) => Promise<T>): Promise<T> => {
  try {
    return await start(port);
  } catch (error) {
    const isTaken = error instanceof Error && "code" in error && error.code === "EADDRINUSE";
    if (!isTaken || port === 0) throw error;
    return start(0);
  }
};

const startServers = async (options: SystemsOptions) => {
  const at = places(options.dir);
  const billingDatabase = options.billingDatabase ?? "meridian_billing";
  const layout = await layOut({ ...options, accounts: options.accounts ?? 1200, billingDatabase });
  const journal = openJournal(at.crmWrites);
  const now = clockFrom(options.today);
  const [crm, erp, mail] = await Promise.all([
    atPort(options.ports.crm, (port) =>
      startCrm(layout.crm, {
        port,
        now,
        tokenNow: () => new Date(),
        ...(options.gantry === undefined ? {} : { gantry: options.gantry }),
        initialWrites: journal.writes,
        onWrite: (writes) => journal.append(writes),
      }),
    ),
    atPort(options.ports.erp, (port) =>
      startErp(withPictures(layout.erp, at.pictures), {
        port,
        now,
        credentials: layout.logins.erp,
        pictures: at.pictures,
      }),
    ),
    atPort(options.ports.smtp, (port) => startMail({ port, dir: at.mail, credentials: layout.logins.mail })),
  ]);
  return { at, layout, journal, crm, erp, mail };
};

const callsTo = ({ crm, erp, mail }: Servers) => ({
  listMails: () => mail.list(),
  findMails: (messageId: string) => mail.find(messageId),
  setGantry: (gantry: GantryAddress) => crm.setGantry(gantry),
  stats: () => ({ crm: crm.stats(), erp: erp.stats() }),
  troubleCrm: (order: FailureOrder) => crm.fail(order),
  troubleErp: (count: number, fault: ErpFault) => erp.failNext(count, fault),
  troubleMail: (count: number, fault: MailFault) => mail.failNext(count, fault),
  changeCrm: (object: string, id: string, patch: CrmRecord) => crm.changeRecord(object, id, patch),
  changeErp: (set: string, key: readonly (string | number)[], patch: EntityRow) => erp.change(set, key, patch),
});

const personasOf = (crm: CrmData): Persona[] =>
  crm.users
    .filter((it) => it.profile !== "integration")
    .map(({ id, username, password, name, email, profile, regions }) => ({
      id,
      username,
      password,
      name,
      email,
      profile,
      regions,
    }));

const signature = ({ profile, regions }: Persona): string => `${profile} ${regions?.join(",") ?? "all"}`;

const endpointsOf = ({ at, layout, crm, erp, mail }: Servers, personas: readonly Persona[]): Endpoint[] => {
  const { billing } = layout;
  const manager = personas.find((it) => it.profile === "sales-manager");
  // One to sign in as of each profile and region.
  const guests = personas.filter(
    (it, index) => personas.findIndex((other) => signature(other) === signature(it)) === index,
  );
  return [
    {
      name: "crm",
      title: "CRM (stand-in for Salesforce)",
      protocol: "Salesforce REST API v62.0",
      address: crm.url,
      credentials: {
        client_id: layout.crm.client.id,
        client_secret: layout.crm.client.secret,
        ...(manager === undefined ? {} : { username: manager.username, password: manager.password }),
      },
    },
    {
      name: "service-console",
      title: "Service Console (page of the CRM, to sign in to by browser)",
      protocol: "HTML",
      address: new URL("/console", crm.url).href,
      credentials: Object.fromEntries(guests.map((it) => [it.username, it.password])),
    },
    {
      name: "billing",
      title: "Billing",
      protocol: "PostgreSQL",
      address: `postgresql://${billing.host}:${billing.port}/${billing.database}`,
      credentials: { user: billing.user, password: billing.password },
    },
    { name: "usage", title: "Product usage", protocol: "Parquet files", address: at.usage, credentials: {} },
    {
      name: "erp",
      title: "ERP (stand-in for SAP)",
      protocol: "OData V4",
      address: erp.url,
      credentials: { ...erp.credentials },
    },
    {
      name: "mail",
      title: "Mail",
      protocol: "SMTP",
      address: `smtp://${mail.host}:${mail.port}`,
      credentials: { user: mail.credentials.user, password: mail.credentials.password },
    },
  ];
};

const connectionsOf = ({ at, layout, crm, erp, mail }: Servers): Ready["connections"] => {
  const { host, port, database, user } = layout.billing;
  return {
    crm: {
      url: crm.url,
      apiVersion: "62.0",
      clientId: layout.crm.client.id,
      clientSecret: { secret: "crm.client-secret" },
    },
    billing: { host, port, database, user, password: { secret: "billing.password" } },
    usage: { path: at.usage },
    erp: { url: erp.url, username: erp.credentials.user, password: { secret: "erp.password" } },
    mail: {
      host: mail.host,
      port: mail.port,
      user: mail.credentials.user,
      password: { secret: "mail.password" },
      from: "customer.success@meridian.example",
      fromName: "Meridian Instruments",
      lookup: { url: mail.lookupUrl, token: { secret: "mail.lookup-token" } },
    },
  };
};

/** Lays out the data where needed and starts every system. */
export const runSystems = async (options: SystemsOptions): Promise<RunningSystems> => {
  const servers = await startServers(options);
  const { layout, journal, crm, erp, mail } = servers;
  const personas = personasOf(layout.crm);
  return {
    ready: {
      endpoints: endpointsOf(servers, personas),
      connections: connectionsOf(servers),
      secrets: {
        "crm.client-secret": layout.crm.client.secret,
        "billing.password": layout.billing.password,
        "erp.password": erp.credentials.password,
        "mail.password": mail.credentials.password,
        "mail.lookup-token": mail.credentials.token,
      },
      personas,
      laidOut: layout.isNew,
    },
    calls: callsTo(servers),
    async close() {
      await Promise.all([crm.close(), erp.close(), mail.close()]);
      journal.close();
    },
  };
};
