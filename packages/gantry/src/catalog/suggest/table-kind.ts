// What a table is about: people, companies, their dealings, or things. It decides what a bare `name` or `number` means.
import type { TableDef } from "../types.ts";
import { wordsOfName } from "./words.ts";

export type TableKind = "person" | "company" | "ticket" | "billing" | "contract" | "usage" | "thing" | "unknown";

const list = (words: string): ReadonlySet<string> => new Set(words.trim().split(/\s+/));

const kinds: readonly (readonly [TableKind, ReadonlySet<string>])[] = [
  ["contract", list("contract subscription policy lease agreement")],
  ["billing", list("invoice payment bill charge refund receipt fine transaction")],
  ["ticket", list("ticket case issue complaint incident message email review feedback comment")],
  ["usage", list("usage session visit click event log telemetry login view metric reading measurement")],
  [
    "person",
    list(`person member patient employee user contact staff borrower author student doctor nurse driver teacher guest
      tenant applicant donor candidate colleague technician physician clinician engineer agent volunteer resident visitor
      passenger player subscriber reader librarian lead personnel`),
  ],
  [
    "company",
    list(
      "company account organisation supplier vendor manufacturer publisher employer partner dealer firm hospital clinic customer",
    ),
  ],
  [
    "thing",
    list(`product item article book title copy category type kind genre department room ward floor building branch location site
      shelf device equipment instrument machine model part spare brand country currency language status region shipment
      warehouse stock inventory asset loan reservation booking order line maintenance service inspection calibration schedule
      rate tag collection format tax unit step course vehicle route station trip flight hotel film movie track album play
      recipe ingredient holiday calendar setting version parameter manual warranty`),
  ],
];

const personal = ["first", "last", "salutation", "birth"];
const corporate = ["industry", "website", "employee", "vat", "revenue"];

/**
 * By its columns first, for they don't lie; then by its name, last word first: `customer_orders` are orders; then by its
 * source's name.
 */
export function tableKind(fullName: string, table: Pick<TableDef, "columns">): TableKind {
  const columns = table.columns.map((column) => wordsOfName(column.name));
  const has = (word: string, beside?: string): boolean =>
    columns.some((words) => words.includes(word) && (beside === undefined || words.includes(beside)));
  if (personal.filter((word) => has(word, word === "first" || word === "last" ? "name" : undefined)).length > 0)
    return "person";
  if (corporate.filter((word) => has(word)).length >= 2) return "company";
  for (const word of wordsOfName(fullName).toReversed()) {
    for (const [kind, names] of kinds) if (names.has(word)) return kind;
  }
  return "unknown";
}
