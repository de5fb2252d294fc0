// The face of the sample company's systems: what who starts them gives, and what they give back.
import type { InboxMail } from "@gantry/contract";
import type { CallStats, CrmRecord, CrmUser, FailureOrder, GantryAddress } from "./crm/index.ts";
import type { ErpFault } from "./erp/index.ts";
import type { EntityRow } from "./erp/schema.ts";
import type { MailFault } from "./mail/index.ts";

export interface SystemsOptions {
  /** Folder for the company's data, its inbox and its secrets; made when absent. */
  readonly dir: string;
  /** The server's maintenance database, with a role that may create databases and roles. */
  readonly postgresUrl: string;
  /** 0 = any; where one is taken, a free one is used instead. */
  readonly ports: { readonly crm: number; readonly erp: number; readonly smtp: number };
  readonly seed: number;
  /** The day that the data is laid out around, "YYYY-MM-DD". */
  readonly today: string;
  /** 1,200 by default. */
  readonly accounts?: number;
  /** Where the CRM's Service Console page finds Gantry's server and its `<gantry-answer>` script. */
  readonly gantry?: GantryAddress;
  /** Database on the server; several companies on one server need a name each. */
  readonly billingDatabase?: string;
}

/** One system as a person would connect another client to it. */
export interface Endpoint {
  readonly name: string;
  readonly title: string;
  readonly protocol: string;
  readonly address: string;
  readonly credentials: Readonly<Record<string, string>>;
}

/** A user of the CRM, to sign in as. */
export type Persona = Pick<CrmUser, "id" | "username" | "password" | "name" | "email" | "profile" | "regions">;

export interface Systems {
  readonly endpoints: readonly Endpoint[];
  /** By source (crm, billing, usage, erp, mail): its connector's settings; secrets are references. */
  readonly connections: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  /** What the references point at. */
  readonly secrets: Readonly<Record<string, string>>;
  readonly personas: readonly Persona[];
  /** Whether the data was laid out at this start, or found as it was. */
  readonly laidOut: boolean;
  readonly inbox: {
    /** Newest first. */
    list(): Promise<InboxMail[]>;
    /** All mails with that Message-ID. */
    find(messageId: string): Promise<InboxMail[]>;
  };
  /** Tells the CRM's Service Console page where Gantry is, once that is known. */
  setGantry(gantry: GantryAddress): Promise<void>;
  /** What the stand-ins were asked so far. */
  stats(): Promise<{ readonly crm: CallStats; readonly erp: { readonly requests: number; readonly rows: number } }>;
  /** For tests: make the stand-ins misbehave or change under one's feet. */
  readonly trouble: {
    crm(order: FailureOrder): Promise<void>;
    erp(count: number, fault: ErpFault): Promise<void>;
    mail(count: number, fault: MailFault): Promise<void>;
    changeCrm(object: string, id: string, patch: CrmRecord): Promise<void>;
    changeErp(set: string, key: readonly (string | number)[], patch: EntityRow): Promise<void>;
  };
  /** Stops the servers and their process; the data stays. */
  stop(): Promise<void>;
}
