// Recorded renewals of a generated company as training rows: the features that the retention flow computes, as they stood
// `lead` days before the outcome, from data strictly before that day.
import { sentimentOf } from "gantry";
import type { BillingTable, Company } from "../src/company/types.ts";
import type { CrmRecord } from "../src/systems/crm/schema.ts";

export interface Outcome {
  readonly closedOn: string;
  readonly left: boolean;
  readonly features: Readonly<Record<string, number | null>>;
}

/** Days since 1970 of a date or timestamp as the company writes it. */
const day = (text: unknown): number =>
  typeof text === "string" ? Date.parse(`${text.slice(0, 10)}T00:00:00Z`) / 86_400_000 : Number.NaN;
const mean = (values: readonly number[]): number | null =>
  values.length === 0 ? null : values.reduce((a, b) => a + b, 0) / values.length;

function groupBy<T>(rows: readonly T[], key: (row: T) => unknown): (wanted: unknown) => readonly T[] {
  const groups = Map.groupBy(rows, key);
  return (wanted) => groups.get(wanted) ?? [];
}

const objects = (table: BillingTable | undefined): readonly Readonly<Record<string, unknown>>[] =>
  table?.rows.map((row) => Object.fromEntries(table.columns.map((column, index) => [column, row[index]]))) ?? [];

/** All closed renewals with enough history before them. */
export function recordedOutcomes(company: Company, lead: number): readonly Outcome[] {
  const records = (name: string): readonly CrmRecord[] =>
    company.crm.objects.find((it) => it.name === name)?.records ?? [];
  const billing = (name: string) => objects(company.billing.find((it) => it.name === name));
  const accounts = new Map(records("Account").map((it) => [it["Id"], it]));
  const contacts = groupBy(records("Contact"), (it) => it["AccountId"]);
  const moods = new Map<CrmRecord, number>();
  const cases = groupBy(records("Case"), (it) => it["AccountId"]);
  const customers = groupBy(billing("customers"), (it) => it["crm_id"]);
  const contracts = groupBy(billing("contracts"), (it) => it["customer_id"]);
  const invoices = groupBy(billing("invoices"), (it) => it["customer_id"]);
  const payments = groupBy(billing("payments"), (it) => it["invoice_id"]);
  const weekly = company.usage.find((it) => it.path.endsWith("weekly.parquet"));
  const columns = Object.fromEntries(weekly?.columns.map((it) => [it.name, it.values]) ?? []);
  const weeks = groupBy(
    (columns["account_ref"] ?? []).map((account, index) => ({
      account,
      at: day(columns["week"]?.[index]),
      index,
    })),
    (it) => it.account,
  );
  const usage = (name: string, index: number): number => Number(columns[name]?.[index]);
  const earliest = Math.min(...(columns["week"] ?? []).map((it) => day(it)));

  const mood = (record: CrmRecord): number => {
    const known = moods.get(record);
    if (known !== undefined) return known;
    const found = sentimentOf(
      `${String(record["Subject"])}. ${String(record["Description"] ?? "")}`,
      String(record["Language__c"] ?? "en"),
    );
    moods.set(record, found);
    return found;
  };

  return records("Opportunity")
    .filter((it) => it["Type"] === "Renewal" && it["IsClosed"] === true)
    .flatMap((renewal): Outcome[] => {
      const closedOn = String(renewal["CloseDate"]);
      const at = day(closedOn) - lead;
      const account = accounts.get(renewal["AccountId"] ?? null);
      if (!account || at - 175 < earliest) return [];
      // Whole weeks, and means of those reported.
      const mine = weeks(account["Usage_Ref__c"]).filter((it) => it.at <= at - 7 && it.at > at - 175);
      const recent = mine.filter((it) => it.at > at - 91);
      const before = mine.filter((it) => it.at <= at - 91);
      const sessions = (rows: typeof mine): number => mean(rows.map((it) => usage("sessions", it.index))) ?? 0;
      const sum = (name: string, rows: typeof mine): number =>
        rows.reduce((total, it) => total + usage(name, it.index), 0);
      const tickets = cases(account["Id"]).filter(
        (it) => day(it["CreatedDate"]) < at && day(it["CreatedDate"]) >= at - 180,
      );
      const last90 = tickets.filter((it) => day(it["CreatedDate"]) >= at - 90);
      const customer = customers(account["Id"])[0];
      const due =
        customer === undefined
          ? []
          : // One that is void by now was owed then: only those who left have such, so leaving it out would tell the future.
            invoices(customer["id"]).filter((it) => day(it["due_on"]) < at);
      const lastYear = due.filter((it) => day(it["due_on"]) >= at - 365);
      const isOpen = (it: (typeof due)[number]): boolean => it["paid_on"] === null || day(it["paid_on"]) >= at;
      const contract = customer === undefined ? undefined : contractUp(contracts(customer["id"]), at, day(closedOn));
      const failed = (customer === undefined ? [] : invoices(customer["id"]))
        .flatMap((it) => payments(it["id"]))
        .filter((it) => it["failed"] === true && day(it["paid_on"]) < at && day(it["paid_on"]) >= at - 365);
      const active = mine
        .filter((it) => it.at > at - 63)
        .map((it) => usage("active_users", it.index) / usage("licensed_users", it.index));
      const champions = contacts(account["Id"]).filter(
        (it) => it["Role__c"] === "champion" && day(it["CreatedDate"]) < at,
      );
      return [
        {
          closedOn,
          left: renewal["IsWon"] === false,
          features: {
            usage_trend: recent.length > 0 && sessions(before) > 0 ? sessions(recent) / sessions(before) - 1 : null,
            seat_use: mean(active.filter(Number.isFinite)),
            weeks_silent: recent.length === 0 ? null : recent.filter((it) => usage("sessions", it.index) === 0).length,
            error_rate: sum("sessions", recent) > 0 ? (100 * sum("errors", recent)) / sum("sessions", recent) : null,
            tickets_90d: last90.length,
            urgent_tickets_90d: last90.filter((it) => it["Priority"] === "High" || it["Priority"] === "Critical")
              .length,
            sentiment_180d: mean(tickets.map(mood)),
            overdue_invoices: customer === undefined ? null : due.filter(isOpen).length,
            days_late: mean(
              lastYear.map((it) => Math.max(0, (isOpen(it) ? at : day(it["paid_on"])) - day(it["due_on"]))),
            ),
            failed_payments_12m: customer === undefined ? null : failed.length,
            discount_percent: contract === undefined ? null : Number(contract["discount_percent"]),
            contract_term_months: contract === undefined ? null : Number(contract["term_months"]),
            auto_renew: contract === undefined ? null : contract["auto_renew"] === true ? 1 : 0,
            tenure_years: account["Customer_Since__c"] ? (at - day(account["Customer_Since__c"])) / 365.25 : null,
            champion_left:
              champions.length > 0 &&
              champions.every((it) => it["EmailBouncedDate"] !== null && day(it["EmailBouncedDate"]) < at)
                ? 1
                : 0,
          },
        },
      ];
    })
    .sort((a, b) => a.closedOn.localeCompare(b.closedOn));
}

/** Of the contracts that had begun, the one that ends where the renewal begins, or nearest to it. */
const contractUp = (
  all: readonly Readonly<Record<string, unknown>>[],
  at: number,
  renewal: number,
): Readonly<Record<string, unknown>> | undefined => {
  const distance = (it: (typeof all)[number]): number => Math.abs(day(it["end_date"]) + 1 - renewal);
  return all.filter((it) => day(it["start_date"]) <= at).sort((a, b) => distance(a) - distance(b))[0];
};
