// Random labels, policy and flow out of one seed. The policy is drawn as a table, so that what may go where is known here
// without asking the product.
import type { Treatment } from "@gantry/contract";
import { definePolicy } from "../../../packages/gantry/src/policy/index.ts";
import type { Policy, TreatmentRule } from "../../../packages/gantry/src/policy/index.ts";
import { act, approve, flow, prompt, query, score } from "../../../packages/gantry/src/flow/index.ts";
import type { FlowDocument, Step } from "../../../packages/gantry/src/flow/index.ts";
import { tables } from "./company.ts";
import { diceOf } from "./dice.ts";
import type { Dice } from "./dice.ts";
import { dress } from "./properties.ts";

export type Zone = "inside" | "partner" | "outside";

export interface Drawn {
  readonly zone: Zone;
  /** By full column name. */
  readonly labels: ReadonlyMap<string, string>;
  readonly policy: Policy;
  /** What the table says of a label: `refuse` where it says nothing. */
  readonly treatment: (label: string | undefined, to: "model" | "mail") => Treatment;
  readonly flow: FlowDocument;
  /** Steps that fail when they are run. */
  readonly failing: ReadonlySet<string>;
  /** Flows that it may call, by name. */
  readonly called: ReadonlyMap<string, FlowDocument>;
  /** Columns whose values stand in the rows only in a form from which the value can't be known, beside texts that may name it. */
  readonly unknowable: ReadonlySet<string>;
}

/** Labels that a column of each kind may have; "" for none. */
const choices: Readonly<Record<string, readonly string[]>> = {
  name: ["person.name", "person.name", "person.alias", "company.name", "company.name", "identifier", "business", ""],
  mail: ["person.email", "person.email", "identifier", "public"],
  city: ["company.place", "business", "public"],
  code: ["identifier", "company.id", "secret", "public"],
  salary: ["financial", "financial", "person.pay", "secret", "business"],
  revenue: ["financial", "financial", "business", "public"],
  amount: ["financial", "business", "identifier"],
  born: ["person.birth", "business"],
  opened: ["business", "public"],
  subject: ["text.untrusted"],
  body: ["text.untrusted", "text.untrusted", "text.internal"],
};

const drawLabels = (dice: Dice): ReadonlyMap<string, string> =>
  new Map(
    Object.entries(tables).flatMap(([table, columns]) =>
      Object.keys(columns).flatMap((column): [string, string][] => {
        const label = dice.pick(choices[column] ?? ["public"]);
        return label === "" ? [] : [[`${table}.${column}`, label]];
      }),
    ),
  );

const drawTreatment = (dice: Dice, label: string, to: "model" | "mail"): Treatment => {
  if (label === "secret") return dice.pick(["refuse", "refuse", "token", "drop"]);
  if (label.startsWith("text.")) return dice.pick(["token", "token", "token", "drop", "refuse"]);
  if (to === "mail") return dice.pick(["pass", "pass", "pass", "pass", "pass", "pass", "pass", "token", "refuse"]);
  if (label === "financial") return dice.pick(["band", "band", "token", "drop", "pass"]);
  return dice.pick(["pass", "token", "token", "token", "drop", "band", "refuse"]);
};

const always = ["public", "row", "score", "text.generated"];

const drawPolicy = (
  dice: Dice,
  labels: ReadonlyMap<string, string>,
  zone: Zone,
): Pick<Drawn, "policy" | "treatment"> => {
  const table = new Map<string, Treatment>();
  const treatments: TreatmentRule[] = [];
  for (const to of ["model", "mail"] as const) {
    for (const label of new Set(labels.values())) {
      if (always.includes(label)) continue;
      const treatment = to === "mail" && label.startsWith("text.") ? ("pass" as const) : drawTreatment(dice, label, to);
      table.set(`${to} ${label}`, treatment);
      const place = to === "model" ? { kind: to, ...(dice.chance(0.5) ? { zone } : {}) } : { kind: to };
      treatments.push({ label, to: place, treatment });
    }
  }
  for (const label of always) treatments.push({ label, to: {}, treatment: "pass" });
  // Rules that more exact ones overrule, and one for what only decides rows.
  if (dice.chance(0.5)) treatments.push({ label: "*", to: { kind: "viewer" }, treatment: "pass" });
  if (dice.chance(0.3)) treatments.push({ label: "*", to: {}, treatment: "refuse" });
  treatments.push({ label: "*", level: "control", to: {}, treatment: "pass" });
  return {
    policy: definePolicy({ treatments, roles: [{ name: "manager", title: "Manager" }] }),
    treatment: (label, to) => {
      if (label === undefined) return "refuse";
      return always.includes(label) ? "pass" : (table.get(`${to} ${label}`) ?? "refuse");
    },
  };
};

interface Base {
  readonly from: string;
  readonly key: string;
  readonly company: string;
  /** SQL of columns that it can show, by their full names. */
  readonly columns: readonly (readonly [string, string])[];
  readonly text: string | null;
}

const aliased = (table: keyof typeof tables, alias: string): (readonly [string, string])[] =>
  Object.keys(tables[table])
    .filter((column) => !/^(?:id|company_id|person_id|language)$/.test(column))
    .map((column) => [`${table}.${column}`, `${alias}.${column}`] as const);

const bases: readonly Base[] = [
  { from: "a.people p", key: "p.id", company: "p.company_id", columns: aliased("a.people", "p"), text: null },
  {
    from: "a.people p join a.companies c on c.id = p.company_id",
    key: "p.id",
    company: "p.company_id",
    columns: [...aliased("a.people", "p"), ...aliased("a.companies", "c")],
    text: null,
  },
  {
    from: "b.tickets t join a.companies c on c.id = t.company_id join a.people p on p.id = t.person_id",
    key: "t.id",
    company: "t.company_id",
    columns: [...aliased("b.tickets", "t"), ...aliased("a.people", "p"), ...aliased("a.companies", "c")],
    text: "t.body",
  },
  {
    from: "b.tickets t left join a.people p on p.id = t.person_id",
    key: "t.id",
    company: "t.company_id",
    columns: [...aliased("b.tickets", "t"), ...aliased("a.people", "p")],
    text: "t.body",
  },
];

const isNumber = (column: string): boolean => /\.(?:salary|revenue|amount)$/.test(column);
/** Written by people about their like. Texts of several rows in one would name people whom that row does not know. */
const isProse = (column: string): boolean => /\.(?:subject|body)$/.test(column);
const isDay = (column: string): boolean => /\.(?:born|opened)$/.test(column);

/** A column as it is, or something made of it. */
const expression = (dice: Dice, column: string, sql: string, company: string): string => {
  if (dice.chance(0.45)) return sql;
  const list = `list(${sql}) over (partition by ${company})`;
  if (isNumber(column)) return dice.pick([`${sql} * 2`, `cast(${sql} as varchar)`, `coalesce(${sql}, 0)`, list]);
  if (isDay(column)) return dice.pick([`cast(${sql} as varchar)`, `coalesce(${sql}, date '2026-01-01')`]);
  return dice.pick([
    `upper(${sql})`,
    `lower(${sql})`,
    `coalesce(${sql}, '-')`,
    `${sql} || ' (as said)'`,
    `case when ${company} is not null then ${sql} end`,
    `substr(${sql}, 1, 400)`,
    isProse(column) ? sql : list,
  ]);
};

const aggregate = (dice: Dice, column: string, name: string): string =>
  isProse(column)
    ? `count(${name})`
    : isNumber(column)
      ? `${dice.pick(["sum", "avg", "max"])}(${name})`
      : `${dice.pick(["max", "count", "list"])}(${name})`;

const output = { subject: { type: "text", maxLength: 150 }, body: { type: "text", maxLength: 4000 } } as const;

const drawFlow = (
  dice: Dice,
  seed: number,
  { labels, treatment }: Pick<Drawn, "labels" | "treatment">,
): Pick<Drawn, "flow" | "failing" | "called" | "unknowable"> => {
  const base = dice.pick(bases);
  // Mostly what may go to a model at all: a flow is written by somebody who wants it to run.
  const allowed = base.columns.filter(
    ([column]) => treatment(labels.get(column), "model") !== "refuse" || dice.chance(0.03),
  );
  const chosen = dice.some(allowed, 1, 7);
  const names = chosen.map((_, index) => `v${index}`);
  const shown = chosen.map(
    ([column, sql], index) => `${expression(dice, column, sql, base.company)} as ${names[index]}`,
  );
  const text = base.text === null ? [] : [`${base.text} as text`, "t.language as language"];
  const steps: Record<string, Step> = {
    base: query(
      "id",
      `${dice.chance(0.3) ? "with x as (select 1 as one) " : ""}select ${[`${base.key} as id`, `${base.company} as company_id`, "p.mail as mailbox", ...text, ...shown].join(", ")} from ${base.from}${dice.pick(["", ` where ${base.company} is not null`, ` where ${base.key} <> 'zz'`])}`,
    ),
  };
  let last = "base";
  if (dice.chance(0.4)) {
    const [column = ["", ""] as const] = chosen;
    const isPlain = !shown[0]?.includes("over");
    const made = isPlain ? aggregate(dice, column[0], "v0") : "count(*)";
    const isText = isPlain && shown[0]?.includes("varchar") === true;
    steps["sums"] = query(
      "company_id",
      `select company_id, count(*) as n, ${isText ? "max(v0)" : made} as total from base group by company_id`,
    );
    steps["merged"] = query("id", "select b.*, s.n, s.total from base b left join sums s using (company_id)");
    names.push("n", ...(column[0] === "" ? [] : ["total"]));
    last = "merged";
  }
  let filter = "";
  if (base.text !== null && dice.chance(0.5)) {
    steps["moods"] = score("builtin/sentiment", { rows: last, key: "id" });
    names.push("sentiment");
    if (dice.chance(0.5)) filter = " where sentiment > -2 or sentiment is null";
    last = "moods";
  }
  const places = dice.some(names, 1, names.length);
  const write = (each: string, template: string): Step =>
    prompt({ each, key: "id", task: "write", instructions: "Write what it says.", template, output });
  steps["drafts"] = write(`select * from ${last}${filter}`, places.map((name) => `${name}: {{${name}}}`).join("\n"));
  let letters = "drafts";
  if (dice.chance(0.3)) {
    const again = dice.some(names, 0, 2);
    steps["polished"] = write(
      `select l.*, d.subject, d.body from drafts d join ${last} l using (id)`,
      ["{{subject}}", "{{body}}", ...again.map((name) => `${name}: {{${name}}}`)].join("\n"),
    );
    letters = "polished";
  }
  const inMail = [
    ...chosen.map(([column]) => column),
    "a.people.mail",
    ...(base.text === null ? [] : ["b.tickets.body"]),
  ];
  const mayMail = inMail.every((column) => treatment(labels.get(column), "mail") === "pass") || dice.chance(0.05);
  if (mayMail && dice.chance(0.9)) {
    steps["review"] = approve({
      rows: `select d.id, d.subject, d.body, l.mailbox${dice.pick(["", ", l.company_id"])} from ${letters} d join ${last} l using (id)`,
      key: "id",
      by: "manager",
      content: ["mailbox", "subject", "body"],
      editable: ["body"],
    });
    steps["mails"] = act("mail.send", {
      each: "review",
      key: "id",
      input: { to: "mailbox", subject: "subject", body: "body" },
    });
  }
  const changed = chosen.filter((_, index) => /\|\| ' \(as said\)'/.test(shown[index] ?? "")).map(([column]) => column);
  const unknowable = new Set(chosen.some(([column]) => isProse(column)) ? changed : []);
  // By chance of its own: what a seed drew before it had properties stays as it was.
  const dressed = dress(diceOf(seed + 0.5), steps);
  const document = flow({
    name: `random-${seed}`,
    title: "Random",
    asks: [],
    purpose: "test",
    input: {},
    steps: dressed.steps,
    answer: [],
  });
  return { flow: document, failing: dressed.failing, called: dressed.called, unknowable };
};

/** Everything of one case, by its seed. */
export const draw = (seed: number): Drawn => {
  const dice = diceOf(seed);
  const zone = dice.pick<Zone>(["outside", "outside", "partner", "inside"]);
  const labels = drawLabels(dice);
  const decided = drawPolicy(dice, labels, zone);
  return { zone, labels, ...decided, ...drawFlow(dice, seed, { labels, treatment: decided.treatment }) };
};
