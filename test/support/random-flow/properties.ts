// Gives the steps of a random flow properties at random: conditions, stand-ins, limits, and a call of another flow. Which
// steps then fail is drawn too.
import { call, column, flow, prompt, query, table, text } from "../../../packages/gantry/src/flow/index.ts";
import type { FlowDocument, OnError, Step } from "../../../packages/gantry/src/flow/index.ts";
import type { Dice } from "./dice.ts";

export interface Dressed {
  readonly steps: Readonly<Record<string, Step>>;
  /** Steps that fail when they are run. */
  readonly failing: ReadonlySet<string>;
  /** Flows that the flow may call. */
  readonly called: ReadonlyMap<string, FlowDocument>;
}

const conditionOf = (dice: Dice, first: boolean): string => {
  if (first) return dice.pick(["1 = 1", "date '2026-01-01' < date '2026-02-01'"]);
  return dice.pick([
    "exists (from base)",
    "(select count(*) from base) > 1 -- enough of them",
    "(select max(mailbox) from base) is not null",
    "(select count(distinct company_id) from base where v0 is not null) >= 1",
    dice.chance(0.1) ? "(select max(v0) from base) is not null" : "exists (from base where mailbox is not null)",
    dice.chance(0.3) ? "1 = 0" : "true",
  ]);
};

/** What else a step may be given that changes nothing here: there is no queue to pace and no clock to run out. */
const patienceOf = (dice: Dice, { kind }: Step): object => ({
  ...(dice.chance(0.2) ? { retry: { attempts: 1 + dice.below(4), initial: 1 } } : {}),
  ...(dice.chance(0.2) ? { timeout: 1 + dice.below(60) } : {}),
  ...(kind === "prompt" && dice.chance(0.3) ? { concurrency: 1 + dice.below(4), rate: 60 } : {}),
});

/** Rows of the same columns as `base`, of which one may be made of something else. */
const spareOf = (dice: Dice, base: Extract<Step, { kind: "query" }>): Step =>
  query(
    "id",
    dice.pick([
      `select * from (${base.sql}) where id <> 'zz'`,
      `select * replace (mailbox as v0) from (${base.sql})`,
      `select * replace (upper(mailbox) as mailbox) from (${base.sql})`,
    ]),
  );

const sums: OnError = { default: [{ company_id: "c0", n: 1, total: null }] };

/** By which its requests are known. */
const innerInstructions = "Write what was looked up.";

/** A flow that takes a value, looks up whom it belongs to, and has a model write of both. */
const inner = (dice: Dice): FlowDocument =>
  flow({
    name: "inner",
    title: "Inner",
    asks: [],
    purpose: "test",
    input: { who: text(5000) },
    steps: {
      found: query(
        "name",
        dice.pick([
          "select $who as name, 1 as n",
          "select $who as name, count(*) as n from a.people where mail = $who",
          "select coalesce(max(c.name), $who) as name, count(*) as n from a.companies c where c.city = $who",
        ]),
      ),
      note: prompt({
        each: "select * from found",
        key: "name",
        task: "write",
        instructions: innerInstructions,
        template: "{{name}} {{n}}",
        output: { subject: { type: "text", maxLength: 150 }, body: { type: "text", maxLength: 4000 } },
      }),
    },
    answer: [table("found", "Found", [column("name", "Name"), column("n", "N", "number")])],
  });

export function dress(dice: Dice, plain: Readonly<Record<string, Step>>): Dressed {
  const failing = new Set<string>();
  const steps: Record<string, Step> = {};
  for (const [name, step] of Object.entries(plain)) {
    const when = dice.chance(0.12) ? { when: conditionOf(dice, name === "base") } : {};
    let given: Step = { ...step, ...patienceOf(dice, step), ...when };
    if (given.kind === "query" && name === "base" && dice.chance(0.25)) {
      steps["spare"] = spareOf(dice, given);
      given = { ...given, onError: { goTo: "spare" } };
      if (dice.chance(0.7)) failing.add(name);
    } else if (given.kind === "query" && name === "sums" && dice.chance(0.4)) {
      given = { ...given, onError: dice.pick<OnError>(["skip", sums]) };
      if (dice.chance(0.6)) failing.add(name);
    } else if (given.kind === "prompt" && dice.chance(0.2)) {
      const instead = { default: [{ subject: "A word", body: "Please call us." }] };
      given = { ...given, onError: dice.pick<OnError>(["skip", instead]) };
      if (dice.chance(0.5)) failing.add(name);
    }
    steps[name] = given;
  }
  const called = new Map<string, FlowDocument>();
  if (dice.chance(0.25)) {
    called.set("inner", inner(dice));
    const who = dice.pick(["mailbox", "cast(v0 as varchar)", "upper(mailbox)"]);
    steps["looked_up"] = call("inner", {
      each: `select id, ${who} as who from base where ${who} is not null`,
      key: "id",
    });
    if (dice.chance(0.5)) {
      steps["told"] = prompt({
        each: "select * from looked_up",
        key: "id",
        task: "write",
        instructions: "Write what it says.",
        template: "{{name}}: {{n}}",
        output: { subject: { type: "text", maxLength: 150 }, body: { type: "text", maxLength: 4000 } },
      });
    }
  }
  return { steps, failing, called };
}
