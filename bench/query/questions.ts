// What is asked of the two databases, and the answer's form in which contenders are compared.

/** One row of an answer: every cell as text, amounts with two decimals. */
export type AnswerRow = readonly string[];

/** What one contender did for one question. */
export interface Outcome {
  readonly rows: readonly AnswerRow[];
  /** Rows that left the databases. */
  readonly moved: number;
}

export type QuestionName = "join" | "aggregate";

/** Answers a question; made once for a process, asked several times. */
export interface Contender {
  answer(question: QuestionName): Promise<Outcome>;
  close(): Promise<void>;
}

/** What the selective join asks for. */
export const wanted = {
  region: "EMEA",
  segment: "enterprise",
  from: "2026-10-01",
  until: "2026-11-01",
  status: "open",
};

export const questionSql: Readonly<Record<QuestionName, string>> = {
  join: `
    select a.id, a.name, count(*) as invoices, sum(i.amount) as open_amount
    from crm.accounts a join billing.invoices i on i.account_id = a.id
    where a.region = $region and a.segment = $segment and a.renewal >= $from and a.renewal < $until and i.status = $status
    group by a.id, a.name order by open_amount desc, a.id`,
  aggregate: `
    select a.region, a.segment, count(*) as invoices, sum(i.amount) as total
    from crm.accounts a join billing.invoices i on i.account_id = a.id
    group by a.region, a.segment order by a.region, a.segment`,
};

export const amountText = (cents: number): string => (cents / 100).toFixed(2);
