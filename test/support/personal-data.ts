// Every name, address and number of the whole company, asked of its systems directly, and where a text holds one.
import type { House } from "./house.ts";
import { readBilling } from "./retention/billing.ts";
import { openCrm } from "./retention/crm.ts";

export interface Person {
  readonly Id: string;
  readonly AccountId?: string;
  readonly Name: string;
  readonly FirstName: string | null;
  readonly LastName: string;
  readonly Email: string | null;
  readonly Phone: string | null;
  readonly MobilePhone?: string | null;
}

export interface Company {
  readonly Id: string;
  readonly Name: string;
  readonly Phone: string | null;
}

export interface Ticket {
  readonly AccountId: string;
  readonly Subject: string;
  readonly Description: string | null;
  readonly CreatedDate: string;
}

export interface PersonalData {
  readonly contacts: readonly Person[];
  readonly users: readonly Person[];
  readonly companies: readonly Company[];
  readonly tickets: readonly Ticket[];
  /**
   * What of all that a text holds: each finding names its kind and the value. In a text full of ids and random bytes, which
   * hold anything short by chance, `isDump` looks for names of six letters and more and for numbers in full.
   */
  in(text: string, options?: { readonly isDump?: boolean }): readonly string[];
}

/** Compared in small letters, without accents and punctuation: one space between words and at both ends. */
const plain = (text: string): string =>
  ` ${text
    .normalize("NFD")
    .replaceAll(/\p{M}/gu, "")
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, " ")
    .trim()} `;

const legalForm =
  /[\s,]+(?:GmbH(?: & Co\.? KG)?|AG|KG|SE|SA|SAS|SARL|S\.?r\.?l\.?|S\.?p\.?A\.?|Ltd\.?|Limited|plc|Inc\.?|LLC|Corp\.?|B\.?V\.?|N\.?V\.?|AB|AS|A\/S|ApS|Oy|Pty Ltd|Pte\.? Ltd\.?|Co\.,? Ltd\.?|Kabushiki Kaisha|K\.?K\.?|Lda\.?|Ltda\.?|S\.?L\.?|sp\. z o\.o\.|d\.o\.o\.)\.?$/iu;

const shortForm = (company: string): string => company.replace(legalForm, "").replace(legalForm, "").trim();

/**
 * Words of names that are ordinary words as well, so that a text may well hold them: small words ("de", "van", "da", "do",
 * "ma", "na"), the months "Mai" and "Jun", "min" as in tr/min, English "ran", French "manuel", the end of "aujourd'hui", and
 * "Serena", a line of products. A whole name with one of them in it is still found.
 */
const ordinary = new Set("de ma da na do di la van den der al el mai jun min ran manuel hui serena".split(" "));

/** Ids of approvals and runs: random letters with `-` and `_` between them, which spell a short name ("Oh") by chance. */
const ids = /\b[ar]_[\w-]{20,}/g;

/** Lines of a text within JSON: a name that opens one is not to be read as one word with its `\n`. */
const escapedBreaks = /\\[nrt]/g;

interface Phrase {
  readonly kind: string;
  readonly words: readonly string[];
}

/** Phrases by their first word, each once. */
function indexed(
  all: readonly { readonly kind: string; readonly text: string }[],
): ReadonlyMap<string, readonly Phrase[]> {
  const unique = new Map(
    all.map(({ kind, text }) => [`${kind}${plain(text)}`, { kind, words: plain(text).trim().split(" ") }]),
  );
  return Map.groupBy(
    [...unique.values()].filter(({ words }) => words.join("").length >= 4),
    ({ words: [first = ""] }) => first,
  );
}

export async function readPersonalData(house: House): Promise<PersonalData> {
  const crm = await openCrm(await house.system("crm"));
  const person = "Id, Name, FirstName, LastName, Email, Phone";
  const contacts = await crm.query<Person>(`SELECT ${person}, AccountId, MobilePhone FROM Contact`);
  const users = await crm.query<Person>(`SELECT ${person} FROM User`);
  const companies = await crm.query<Company>("SELECT Id, Name, Phone FROM Account");
  const tickets = await crm.query<Ticket>("SELECT AccountId, Subject, Description, CreatedDate FROM Case");
  const billing = await readBilling(await house.system("billing"));

  // Our own integration's user is called after the product; everybody else is somebody.
  const people = [...contacts, ...users.filter((user) => user.Name !== "Gantry Integration")];
  const words = new Set(
    people
      .flatMap(({ FirstName, LastName }) =>
        plain(`${FirstName ?? ""} ${LastName}`)
          .trim()
          .split(" "),
      )
      .filter((word) => word.length > 1 && !ordinary.has(word)),
  );
  const firms = [...companies.map(({ Name }) => Name), ...billing.customers.map(({ name }) => name)];
  const phrases = indexed([
    ...people.map(({ Name }) => ({ kind: "full name", text: Name })),
    ...firms.flatMap((name) => [name, shortForm(name)].map((text) => ({ kind: "company", text }))),
  ]);
  const mailboxes = new Set(people.flatMap(({ Email }) => (Email === null ? [] : [Email.toLowerCase()])));
  const numbers = [
    ...people.flatMap((it) => [it.Phone, it.MobilePhone ?? null]),
    ...companies.map(({ Phone }) => Phone),
  ];
  const full = new Set(numbers.flatMap((it) => it?.replaceAll(/\D/g, "") ?? []).filter((it) => it.length > 8));
  // Whatever stands in front: a country's code, a zero, both.
  const tails = new Set([...full].map((digits) => digits.slice(-8)));

  return {
    contacts,
    users,
    companies,
    tickets,
    in(given, { isDump = false } = {}) {
      const text = given.replaceAll(ids, " ").replaceAll(escapedBreaks, " ");
      const found: string[] = [];
      const sequence = plain(text).trim().split(" ");
      const all = new Set(sequence);
      for (const word of words) if ((!isDump || word.length > 5) && all.has(word)) found.push(`name ${word}`);
      for (const [at, word] of sequence.entries()) {
        for (const { kind, words: wanted } of phrases.get(word) ?? [])
          if (wanted.every((it, offset) => sequence[at + offset] === it)) found.push(`${kind} ${wanted.join(" ")}`);
      }
      const small = text.toLowerCase();
      for (const [mailbox] of small.matchAll(/[\p{L}\p{N}._%+'-]+@[\p{L}\p{N}.-]+/gu))
        if (mailboxes.has(mailbox.replace(/[.-]+$/, ""))) found.push(`e-mail ${mailbox}`);
      for (const [run] of text.matchAll(/\d[\d\s()./-]{5,30}\d/g)) {
        const digits = run.replaceAll(/\D/g, "");
        const pieces = isDump ? [digits] : Array.from(digits.slice(7), (_, at) => digits.slice(at, at + 8));
        found.push(...pieces.filter((it) => (isDump ? full : tails).has(it)).map((it) => `phone …${it}`));
      }
      return [...new Set(found)];
    },
  };
}
