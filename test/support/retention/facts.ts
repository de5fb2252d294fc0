// The facts of a customer by their definition, reckoned in plain code from the systems' records; nothing is shared with
// the flow, its SQL or its engine but the model of moods, whose judgement is not what is checked here.
import { sentimentOf } from "gantry";
import { dayOf } from "./records.ts";
import type {
  Account,
  BilledCustomer,
  Case,
  Contact,
  Contract,
  Day,
  Invoice,
  Payment,
  Records,
  Week,
} from "./records.ts";

/** A feature of the churn model by name; null where the systems do not tell. */
export type Features = Readonly<Record<string, number | null>>;

export interface CustomerFacts {
  readonly id: string;
  readonly name: string;
  readonly owner: string | null;
  readonly country: string | null;
  readonly revenue: string | null;
  readonly renewal: string;
  readonly features: Features;
  /** "146750.00 EUR" a year. */
  readonly value: string | null;
  /** Who would be written to: the one to write to, or why nobody is. */
  readonly letter: { readonly to: string; readonly language: string } | { readonly why: string };
  /** Weeks with a report of the last 24; null for a customer that usage data does not know. */
  readonly weeksReported: number | null;
  readonly billed: boolean;
}

/** A calendar quarter of a fiscal year that begins in February: its first day, and the first day after it. */
export function fiscalQuarter(today: Day): { readonly from: Day; readonly until: Day } {
  const date = new Date(today * 86_400_000);
  const month = date.getUTCMonth(); // February is 1, and begins a quarter; so do May, August and November.
  const first = month - ((month + 2) % 3);
  const day = (monthIndex: number): Day => Date.UTC(date.getUTCFullYear(), monthIndex, 1) / 86_400_000;
  return { from: day(first), until: day(first + 3) };
}

const mean = (values: readonly number[]): number | null =>
  values.length === 0 ? null : values.reduce((sum, it) => sum + it, 0) / values.length;

const total = (values: readonly number[]): number => values.reduce((sum, it) => sum + it, 0);

/** Records by what they belong to. */
function index<T>(records: readonly T[], key: (record: T) => string | null): (of: string | null) => readonly T[] {
  const groups = Map.groupBy(records, key);
  return (of) => (of === null ? [] : (groups.get(of) ?? []));
}

/** All active customers of a region and segment whose renewal falls into the current fiscal quarter, with their facts. */
export function customersUpForRenewal(
  records: Records,
  { region, segment, today }: { readonly region: string; readonly segment: string; readonly today: Day },
): readonly CustomerFacts[] {
  const quarter = fiscalQuarter(today);
  const contacts = index(records.contacts, (it) => it.AccountId);
  const cases = index(records.cases, (it) => it.AccountId);
  const customers = index(records.customers, (it) => it.crm_id);
  const contracts = index(records.contracts, (it) => it.customer_id);
  const invoices = index(records.invoices, (it) => it.customer_id);
  const payments = index(records.payments, (it) => it.invoice_id);
  const weeks = index(records.weeks, (it) => it.account_ref);
  const owners = new Map(records.users.map((it) => [it.Id, it.Name]));
  const isUp = (account: Account): boolean => {
    const renewal = account.Renewal_Date__c === null ? null : dayOf(account.Renewal_Date__c);
    return (
      account.Status__c === "active" &&
      account.Region__c === region &&
      account.Segment__c === segment &&
      renewal !== null &&
      renewal >= quarter.from &&
      renewal < quarter.until
    );
  };
  return records.accounts.filter(isUp).map((account): CustomerFacts => {
    const renewal = account.Renewal_Date__c ?? "";
    const people = contacts(account.Id);
    const billed = customers(account.Id);
    const invoiced = billed.flatMap((it) => invoices(it.id));
    const contract = contractUp(
      billed.flatMap((it) => contracts(it.id)),
      dayOf(renewal),
    );
    const usage = usageOf(weeks(account.Usage_Ref__c), today);
    return {
      id: account.Id,
      name: account.Name,
      owner: owners.get(account.OwnerId) ?? null,
      country: account.BillingCountry,
      revenue: account.AnnualRevenue === null ? null : `${account.AnnualRevenue.toFixed(2)} ${account.CurrencyIsoCode}`,
      renewal,
      value: contract === null ? null : `${contract.annual_value} ${contract.currency}`,
      letter: letterTo(people),
      weeksReported: usage.weeksReported,
      billed: billed.length > 0,
      features: {
        ...usage.features,
        ...supportOf(cases(account.Id), today),
        ...billingOf(
          billed,
          invoiced,
          invoiced.flatMap((it) => payments(it.id)),
          today,
        ),
        discount_percent: contract === null ? null : Number(contract.discount_percent),
        contract_term_months: contract === null ? null : contract.term_months,
        auto_renew: contract === null ? null : Number(contract.auto_renew),
        tenure_years: account.Customer_Since__c === null ? null : (today - dayOf(account.Customer_Since__c)) / 365.25,
        champion_left: championLeft(people),
      },
    };
  });
}

/** Of the contracts that run, the one that ends where the renewal begins, or nearest to it. */
function contractUp(contracts: readonly Contract[], renewal: Day): Contract | null {
  const distance = (it: Contract): number => Math.abs(dayOf(it.end_date) + 1 - renewal);
  const [nearest] = contracts
    .filter((it) => it.status === "active")
    .sort((a, b) => distance(a) - distance(b) || dayOf(b.end_date) - dayOf(a.end_date) || Number(a.id) - Number(b.id));
  return nearest ?? null;
}

/** Whole weeks only, Monday to Sunday, and only those that were reported: a gap in the reports is no idle week. */
function usageOf(weeks: readonly Week[], today: Day): { features: Features; weeksReported: number | null } {
  const monday = today - ((((today + 3) % 7) + 7) % 7);
  const within = (from: number, until: number): readonly Week[] =>
    weeks.filter(({ week }) => dayOf(week) >= monday - 7 * from && dayOf(week) < monday - 7 * until);
  const recent = within(12, 0);
  const before = within(24, 12);
  const sessions = total(recent.map((it) => it.sessions));
  const now = mean(recent.map((it) => it.sessions));
  const then = mean(before.map((it) => it.sessions));
  const reported = recent.length + before.length;
  return {
    weeksReported: reported === 0 ? null : reported,
    features: {
      usage_trend: now === null || then === null || then === 0 ? null : now / then - 1,
      seat_use: mean(
        within(8, 0)
          .filter((it) => it.licensed_users > 0)
          .map((it) => it.active_users / it.licensed_users),
      ),
      weeks_silent: recent.length === 0 ? null : recent.filter((it) => it.sessions === 0).length,
      error_rate: sessions === 0 ? null : (100 * total(recent.map((it) => it.errors))) / sessions,
    },
  };
}

function supportOf(cases: readonly Case[], today: Day): Features {
  const since = (days: number): readonly Case[] =>
    cases.filter((it) => dayOf(it.CreatedDate) >= today - days && dayOf(it.CreatedDate) <= today);
  const urgent = ["High", "Critical", "Urgent"];
  return {
    tickets_90d: since(90).length,
    urgent_tickets_90d: since(90).filter((it) => urgent.includes(it.Priority ?? "")).length,
    sentiment_180d: mean(
      since(180).map((it) => sentimentOf(`${it.Subject}. ${it.Description ?? ""}`, it.Language__c ?? "en")),
    ),
  };
}

function billingOf(
  billed: readonly BilledCustomer[],
  invoices: readonly Invoice[],
  payments: readonly Payment[],
  today: Day,
): Features {
  if (billed.length === 0) return { overdue_invoices: null, days_late: null, failed_payments_12m: null };
  const valid = invoices.filter((it) => it.status !== "void");
  const due = valid.filter((it) => dayOf(it.due_on) < today);
  return {
    overdue_invoices: due.filter((it) => it.paid_on === null).length,
    days_late: mean(
      due
        .filter((it) => dayOf(it.due_on) >= today - 365)
        .map((it) => Math.max(0, (it.paid_on === null ? today : dayOf(it.paid_on)) - dayOf(it.due_on))),
    ),
    failed_payments_12m: payments.filter((it) => it.failed && dayOf(it.paid_on) >= today - 365).length,
  };
}

const isReachable = (it: Contact): boolean => it.Email !== null && it.EmailBouncedDate === null;

/** Somebody championed Meridian, and nobody does any more. */
function championLeft(people: readonly Contact[]): number {
  const champions = people.filter((it) => it.Role__c === "champion");
  return champions.length > 0 && champions.every((it) => it.EmailBouncedDate !== null) ? 1 : 0;
}

/** Whom to write to: of those who can be reached, else of all, the primary contact, else a champion, else the first. */
function letterTo(people: readonly Contact[]): CustomerFacts["letter"] {
  const reachable = people.filter(isReachable);
  const pool = [...(reachable.length > 0 ? reachable : people)].sort((a, b) => (a.Id < b.Id ? -1 : 1));
  const primary = pool.filter((it) => it.Is_Primary__c);
  const among = primary.length > 0 ? primary : pool;
  const chosen = among.find((it) => it.Role__c === "champion") ?? among[0];
  if (chosen === undefined) return { why: "no contact in the CRM" };
  if (chosen.HasOptedOutOfEmail) return { why: "the contact opted out of e-mail" };
  if (chosen.EmailBouncedDate !== null) return { why: "mail to the contact bounced" };
  if (chosen.Email === null) return { why: "the contact has no e-mail address" };
  return { to: chosen.Email, language: chosen.Language__c ?? "en" };
}
