// Flows over the sample's catalog, no two alike: queries over one to three systems, a letter to each, an approval, a mail.
// What is drawn comes from a seed.
import type { FlowDocument, PromptStep, Step } from "../../packages/gantry/src/flow/index.ts";
import { act, approve, column, flow, oneOf, prompt, query, table } from "../../packages/gantry/src/flow/index.ts";
import { createDice } from "../material/dice.ts";
import type { Dice } from "../material/dice.ts";

const segments = ["enterprise", "mid-market", "small"];

const measures = [
  "select b.crm_id as account_id, sum(i.amount) as figure from billing.invoices i join billing.customers b on b.id = i.customer_id where i.amount > {n} group by b.crm_id",
  "select b.crm_id as account_id, max(c.annual_value) as figure from billing.contracts c join billing.customers b on b.id = c.customer_id where c.term_months > {n} group by b.crm_id",
  "select a.id as account_id, avg(w.sessions) as figure from usage.weekly w join crm.accounts a on a.usage_ref = w.account_ref where w.errors < {n} group by a.id",
  "select a.id as account_id, count(*) as figure from erp.sales_orders o join crm.accounts a on a.erp_customer = o.customer where o.net_amount > {n} group by a.id",
  "select o.account_id, count(*) filter (o.is_won) as figure from crm.opportunities o where o.amount > {n} group by o.account_id",
];

/** A measure; now and then under a condition, or with rows or another measure that stand in for it. */
function figures(dice: Dice): Readonly<Record<string, Step>> {
  const measure = dice.pick(measures);
  const sql = measure.replace("{n}", String(dice.below(10_000)));
  const plain = { figures: query("account_id", sql) };
  return dice.pick<Readonly<Record<string, Step>>>([
    plain,
    plain,
    { figures: query("account_id", sql, { when: "$region <> 'APAC' and exists (from customers)", timeout: 30 }) },
    { figures: query("account_id", sql, { onError: { default: [{ account_id: null, figure: null }] } }) },
    {
      usual: query("account_id", measure.replace("{n}", "0")),
      figures: query("account_id", sql, { onError: { goTo: "usual" } }),
    },
  ]);
}

/** Flow number `index` of a seed. */
export function generatedFlow(seed: number, index: number): FlowDocument {
  const dice = createDice(seed * 100_003 + index);
  const number = (): number => dice.below(10_000);
  const segment = dice.pick(segments);
  const steps: Record<string, Step> = {
    customers: query(
      "account_id",
      `select a.id as account_id, a.name as account, a.renewal_date, o.name as owner
       from crm.accounts a left join crm.users o on o.id = a.owner_id
       where a.region = $region and a.segment = '${segment}' and a.number_of_employees > ${number()}`,
    ),
    ...figures(dice),
    chosen: query(
      "account_id",
      `select c.account_id, c.account, c.owner, c.renewal_date, f.figure, p.email, p.name as contact
       from customers c join figures f using (account_id)
       left join crm.contacts p on p.account_id = c.account_id and p.is_primary
       where f.figure > ${number()} qualify row_number() over (partition by c.account_id order by p.id) = 1`,
    ),
    letters: prompt({
      each: `select * from chosen where figure < ${10_000 + number()}`,
      key: "account_id",
      task: "write",
      instructions: "Write a letter.",
      template: "To {{contact}} at {{account}}, renewal {{renewal_date}}, from {{owner}}",
      output: { subject: { type: "text", maxLength: 150 }, body: { type: "text", maxLength: 4000 } },
      ...dice.pick<Pick<PromptStep, "when" | "onError" | "concurrency" | "retry">>([
        {},
        {},
        { concurrency: 4, retry: { attempts: 4, initial: 2 }, onError: "skip" },
        { when: "(select count(*) from chosen) < 500" },
        { onError: { default: [{ subject: "Your renewal", body: "Please call us." }] } },
      ]),
    }),
    review: approve({
      rows: "select l.account_id, l.subject, l.body, c.email from letters l join chosen c using (account_id)",
      key: "account_id",
      by: "sales-manager",
      content: ["email", "subject", "body"],
      editable: ["subject", "body"],
    }),
    emails: act("mail.send", {
      each: "review",
      key: "account_id",
      input: { to: "email", subject: "subject", body: "body" },
    }),
  };
  return flow({
    name: `generated-${index}`,
    title: `Generated ${index}`,
    asks: [],
    purpose: dice.pick(["customer retention", "collections", "product news"]),
    input: { region: oneOf("EMEA", "AMER", "APAC") },
    steps,
    answer: [table("chosen", "Chosen", [column("account", "Customer"), column("figure", "Figure", "number")])],
  });
}
