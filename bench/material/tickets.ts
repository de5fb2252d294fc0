// The sample company's support tickets, with the people, mailboxes and telephone numbers that stand in them marked.
import { generateCompany } from "../../examples/meridian/src/index.ts";
import type { KnownValue } from "../../packages/gantry/src/guard/index.ts";
import type { Stretch } from "./character-score.ts";

export interface Ticket {
  readonly text: string;
  /** What a row of the retention flow knows of the customer: its people by name, one mailbox, the company, the owner. */
  readonly known: readonly KnownValue[];
  /** People, mailboxes and numbers of the customer's contacts and of our own staff, wherever they stand. */
  readonly marked: readonly Stretch[];
  /** The company's name, whole or in part: neither to be counted as found nor as an ordinary word. */
  readonly company: readonly Stretch[];
}

type Record = Readonly<globalThis.Record<string, string | number | boolean | null>>;

const textOf = (record: Record, field: string): string => {
  const value = record[field];
  return typeof value === "string" ? value : "";
};

const escape = (value: string): string => value.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);

/** Where a word or a run of words stands, free of letters on both sides. */
const places = (text: string, value: string, type: string): Stretch[] =>
  value.length < 2
    ? []
    : Array.from(text.matchAll(new RegExp(`(?<![\\p{L}\\p{N}])${escape(value)}(?![\\p{L}\\p{N}])`, "gu")), (match) => ({
        type,
        start: match.index,
        end: match.index + match[0].length,
      }));

/** A number in whatever way it is written: its last seven digits in a row, whatever stands between, with what leads in. */
const numberPlaces = (text: string, number: string): Stretch[] => {
  const digits = number.replaceAll(/\D/g, "");
  if (digits.length < 7) return [];
  const tail = digits.slice(-7).split("").join("[\\s()./-]{0,3}");
  return Array.from(text.matchAll(new RegExp(`(?:\\+?\\d[\\d\\s()./-]{0,12})?${tail}`, "g")), (match) => ({
    type: "phone",
    start: match.index + (match[0].length - match[0].trimStart().length),
    end: match.index + match[0].length,
  }));
};

const disjoint = (stretches: readonly Stretch[]): readonly Stretch[] => {
  const kept: Stretch[] = [];
  for (const each of stretches.toSorted((a, b) => a.start - b.start || b.end - a.end)) {
    if (each.start >= (kept.at(-1)?.end ?? -1)) kept.push(each);
  }
  return kept;
};

/** Tickets of a company of so many accounts, in the order that the generator makes them. */
export const readTickets = (accounts: number, seed: number): readonly Ticket[] => {
  const company = generateCompany({ seed, today: "2026-11-16", accounts });
  const records = (name: string): readonly Record[] =>
    company.crm.objects.find((object) => object.name === name)?.records ?? [];
  const byAccount = Map.groupBy(records("Contact"), (contact) => textOf(contact, "AccountId"));
  const accountOf = new Map(records("Account").map((account) => [textOf(account, "Id"), account]));
  const staff = records("User").filter((user) => textOf(user, "LastName") !== "Integration");
  const nameOf = (person: Record): string => `${textOf(person, "FirstName")} ${textOf(person, "LastName")}`.trim();
  return records("Case").flatMap((ticket): Ticket[] => {
    const account = accountOf.get(textOf(ticket, "AccountId"));
    if (account === undefined) return [];
    const people = byAccount.get(textOf(ticket, "AccountId")) ?? [];
    const text = `${textOf(ticket, "Subject")}. ${textOf(ticket, "Description")}`;
    const names = [...people, ...staff].flatMap((person) => [
      nameOf(person),
      textOf(person, "LastName"),
      textOf(person, "FirstName"),
    ]);
    const marked = disjoint([
      ...people.flatMap((person) => places(text, textOf(person, "Email"), "e-mail")),
      ...people.flatMap((person) =>
        [textOf(person, "Phone"), textOf(person, "MobilePhone")].flatMap((number) => numberPlaces(text, number)),
      ),
      ...[...new Set(names)].flatMap((name) => places(text, name, "person")),
    ]);
    const owner = staff.find((user) => textOf(user, "Id") === textOf(account, "OwnerId"));
    const companyName = textOf(account, "Name");
    const words = companyName.split(/[\s,.&]+/).filter((word) => word.length > 2);
    const [first] = people;
    const known: KnownValue[] = [
      { value: companyName, label: "company.name" },
      ...people.map((person): KnownValue => ({ value: nameOf(person), label: "person.name" })),
      ...(owner === undefined ? [] : [{ value: nameOf(owner), label: "person.name" }]),
      ...(first === undefined || textOf(first, "Email") === ""
        ? []
        : [{ value: textOf(first, "Email"), label: "person.email" }]),
    ];
    return [{ text, known, marked, company: disjoint(words.flatMap((word) => places(text, word, "company"))) }];
  });
};
