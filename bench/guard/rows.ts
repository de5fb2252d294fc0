// The rows of one realistic model call: 50 customers of eight columns, in an order that a seed decides; and the same with
// what each wrote to support in place of their segment.
import { defineCatalog, type Catalog, type Row } from "../../packages/gantry/src/catalog/index.ts";
import type { Shape } from "../../packages/gantry/src/flow/index.ts";
import type { Dice } from "../material/dice.ts";

export const rowCount = 50;

const first = ["Ada", "Grace", "Edsger", "Barbara", "Niklaus", "Margaret", "Jürgen", "Élodie", "Tomáš", "Siobhan"];
const last = ["Lovelace", "Hopper", "Dijkstra", "Liskov", "Wirth", "Hamilton", "Müller", "Lefèvre", "Novák", "Byrne"];
const companies = ["Aldermoor", "Brightwater", "Calloway", "Dunmore", "Eastgate", "Fennimore", "Grünwald", "Hartwell"];
const trades = ["Analytics GmbH", "Logistics Ltd", "Systems SA", "Foods plc", "Energy AG"];

const column = (labels: readonly string[]) => ({ labels: [...labels] });

/** What the columns are, as an engineer would label them. */
export const catalogOf = (): Catalog =>
  defineCatalog(
    {
      sources: { crm: { connector: "postgres", title: "CRM", connection: {} } },
      tables: {
        "crm.tickets": {
          columns: {
            id: column(["identifier"]),
            name: column(["person.name"]),
            email: column(["person.email"]),
            company: column(["company.name"]),
            text: column(["text.untrusted"]),
            revenue: column(["financial"]),
            open_days: column(["business"]),
            usage: column(["business"]),
            region: column(["business"]),
            segment: column(["business"]),
          },
        },
      },
      subjects: [],
      measures: [],
      calendar: { timeZone: "UTC", fiscalYearStart: 1 },
    },
    {
      crm: [
        {
          name: "tickets",
          native: "tickets",
          key: ["id"],
          columns: [
            ["id", "varchar"],
            ["name", "varchar"],
            ["email", "varchar"],
            ["company", "varchar"],
            ["text", "varchar"],
            ["revenue", "double"],
            ["open_days", "double"],
            ["usage", "double"],
            ["region", "varchar"],
            ["segment", "varchar"],
          ].map(([name = "", type]) => ({
            name,
            native: name,
            type: type === "double" ? ("double" as const) : ("varchar" as const),
            nullable: true,
            operators: [],
          })),
        },
      ],
    },
  );

const always = ["name", "email", "company", "revenue", "open_days", "usage", "region"] as const;

/** What the model gets: columns of one value each, or with a text of 300 characters for each row. */
export const kinds = {
  columns: [...always, "segment"],
  texts: [...always, "text"],
} as const;
export type Kind = keyof typeof kinds;

/** One row of a `prompt` step: each of the eight columns holds a list with a value for each customer. */
export const shapeOf = (kind: Kind): Shape => ({
  columns: kinds[kind].map((name) => ({
    name,
    type: "json" as const,
    sources: { [`crm.tickets.${name}`]: "copied" as const },
    labels: [],
    endorsed: true,
  })),
  control: ["crm.tickets.*"],
});

export const templateOf = (kind: Kind): string => kinds[kind].map((name) => `${name}: {{${name}}}`).join("\n");

/** Fifty tickets; texts of about 300 characters that name their writer, a colleague, a phone number and an amount. */
export function rowOf(dice: Dice, kind: Kind): Row {
  const tickets = Array.from({ length: rowCount }, (_, index) => {
    const [given, family] = [dice.pick(first), dice.pick(last)];
    const company = `${dice.pick(companies)} ${dice.pick(trades)}`;
    const name = `${given} ${family}`;
    const email = `${given}.${family}@${company.split(" ")[0]}${index}.example`.toLowerCase();
    const revenue = Math.round(dice.next() * 900_000) + 10_000;
    const text = [
      `Hello, this is ${name} from ${company}.`,
      `Since the last update the export stops after ${Math.round(dice.next() * 90)} rows and nobody here can close the month.`,
      `Please call me at +44 20 7946 0${100 + index} or write to ${email}; my colleague ${dice.pick(first)} ${dice.pick(last)} has seen it too.`,
      `We pay ${revenue.toLocaleString("en")} a year and expect better than this.`,
    ].join(" ");
    return {
      name,
      email,
      company,
      text,
      revenue,
      open_days: Math.round(dice.next() * 40),
      usage: Math.round(dice.next() * 1000) / 1000,
      region: dice.pick(["EMEA", "AMER", "APAC"]),
      segment: dice.pick(["enterprise", "mid-market", "small"]),
    };
  });
  return Object.fromEntries(kinds[kind].map((name) => [name, tickets.map((ticket) => ticket[name])]));
}
