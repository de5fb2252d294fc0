// Answers of models that read by themselves, held against rows that hand-written SQL gives.
import { missing } from "./right.ts";
import type { Right } from "./right.ts";

interface Question {
  /** Words of the instructions by which it is known. */
  readonly known: string;
  /** One row: the name, then the numbers that the finding must tell. */
  readonly sql: string;
}

const today = "date '2026-11-16'";

const questions: readonly Question[] = [
  {
    known: "most warranties end",
    sql: `with ends as (
            select product_line, count(*) as n from everything.warranty
            where end_date >= ${today} and end_date < ${today} + 90 group by product_line order by n desc limit 2)
          select (list(product_line order by n desc))[1], max(n), min(n) from ends`,
  },
  {
    known: "most deals were lost",
    sql: `with lost as (
            select loss_reason, region, count(*) as n from everything.deal
            where is_closed and not is_won and close_date >= ${today} - interval 12 month and close_date < ${today}
                  and loss_reason is not null
            group by loss_reason, region),
          most as (select loss_reason, sum(n) as n from lost group by loss_reason order by n desc limit 1)
          select loss_reason, m.n, max(l.n) from most m join lost l using (loss_reason) group by loss_reason, m.n`,
  },
  {
    known: "highest mean discount",
    sql: `select segment, round(avg(discount_percent), 1) from everything.contract
          where status = 'active' and segment is not null group by segment order by 2 desc limit 1`,
  },
  {
    known: "largest share of tickets",
    sql: `select language, round(100.0 * count(*) filter (priority in ('Critical', 'High')) / count(*), 1)
          from everything.ticket where created_date >= ${today} - 365 and created_date < ${today} and language is not null
          group by language having count(*) >= 50 order by 2 desc limit 1`,
  },
];

/** As a text writes a number: with or without its decimals, a comma for thousands or for decimals. */
const written = (value: unknown): RegExp => {
  const number = Number(value);
  const whole = String(Math.round(number)).replaceAll(/\B(?=(\d{3})+(?!\d))/g, "[,. ]?");
  const [before = "", after = ""] = String(number).split(".");
  return new RegExp(`(?<![\\d.,])(?:${before}[.,]${after || "0"}\\d*|${whole})(?!\\d)`);
};

export const readingProblems: Right = async ({ asked, reply, company }) => {
  if (reply["tool"] !== "answer") return [];
  const question = questions.find((it) => asked.instructions.includes(it.known));
  if (question === undefined) return ["no right answer is known"];
  const [row = []] = await (await company()).rows(question.sql, "everything");
  const [name, ...numbers] = row;
  return [
    ...(reply["name"] === name ? [] : [`"${reply["name"]}" where another name is right`]),
    ...numbers.flatMap((it) => missing(reply["finding"] ?? "", `the number ${String(it)}`, written(it))),
  ];
};

/** A customer's standing, told in the reader's own choice of facts: the guard's checks hold each, this holds what was asked for. */
export const standsProblems: Right = ({ reply }) => {
  if (reply["tool"] !== "answer") return [];
  if ("finding" in reply) return missing(reply["finding"] ?? "", "what is overdue", /overdue/i);
  const summary = reply["summary"] ?? "";
  return [
    ...missing(summary, "the tickets", /ticket/i),
    ...missing(summary, "the invoices", /invoice|paid|overdue/i),
    ...missing(summary, "the use of the product", /session|user|use/i),
  ];
};
