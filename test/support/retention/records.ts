// What the company's systems hold, as they themselves name it: the ground that an answer is checked against.

/** Days since 1970-01-01. */
export type Day = number;

/** "2026-11-16", or a moment that begins so → day. */
export const dayOf = (text: string): Day => Date.parse(`${text.slice(0, 10)}T00:00:00Z`) / 86_400_000;

/** Day → "2026-11-16". */
export const isoDay = (day: Day): string => new Date(day * 86_400_000).toISOString().slice(0, 10);

export interface Account {
  readonly Id: string;
  readonly Name: string;
  readonly OwnerId: string;
  readonly Region__c: string;
  readonly Segment__c: string;
  readonly Status__c: string;
  readonly BillingCountry: string | null;
  readonly AnnualRevenue: number | null;
  readonly CurrencyIsoCode: string | null;
  readonly Customer_Since__c: string | null;
  readonly Renewal_Date__c: string | null;
  readonly Usage_Ref__c: string | null;
}

export interface Contact {
  readonly Id: string;
  readonly AccountId: string | null;
  readonly Email: string | null;
  readonly Language__c: string | null;
  readonly Role__c: string | null;
  readonly Is_Primary__c: boolean;
  readonly HasOptedOutOfEmail: boolean;
  readonly EmailBouncedDate: string | null;
}

export interface Case {
  readonly Id: string;
  readonly AccountId: string | null;
  readonly Subject: string | null;
  readonly Description: string | null;
  readonly Priority: string | null;
  readonly IsClosed: boolean;
  readonly CreatedDate: string;
  readonly Language__c: string | null;
}

export interface User {
  readonly Id: string;
  readonly Name: string;
}

/** Ids are text: some are beyond what a double holds. Days are "YYYY-MM-DD". */
export interface BilledCustomer {
  readonly name: string;
  readonly id: string;
  readonly crm_id: string | null;
}

export interface Contract {
  readonly id: string;
  readonly customer_id: string;
  readonly end_date: string;
  readonly term_months: number;
  readonly annual_value: string;
  readonly currency: string;
  readonly auto_renew: boolean;
  readonly discount_percent: string;
  readonly status: string;
}

export interface Invoice {
  readonly id: string;
  readonly customer_id: string;
  readonly due_on: string;
  readonly paid_on: string | null;
  readonly status: string;
}

export interface Payment {
  readonly invoice_id: string;
  readonly paid_on: string;
  readonly failed: boolean;
}

export interface Week {
  readonly account_ref: string;
  readonly week: string;
  readonly active_users: number;
  readonly licensed_users: number;
  readonly sessions: number;
  readonly errors: number;
}

export interface Records {
  readonly accounts: readonly Account[];
  readonly contacts: readonly Contact[];
  readonly cases: readonly Case[];
  readonly users: readonly User[];
  readonly customers: readonly BilledCustomer[];
  readonly contracts: readonly Contract[];
  readonly invoices: readonly Invoice[];
  readonly payments: readonly Payment[];
  readonly weeks: readonly Week[];
}
