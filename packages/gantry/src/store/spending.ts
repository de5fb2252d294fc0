// What was spent on models: by budget, checked and taken in one statement; and by caller, as the ledger has it.
import type { Queryable } from "./database.ts";

/** A budget as it holds for one call. */
export interface SpendLimit {
  readonly budget: string;
  /** Flow, caller or tenant; empty for the tenant of whoever has none. */
  readonly holder: string;
  /** First day of the period, `YYYY-MM-DD`. */
  readonly period: string;
  /** Null: no limit. */
  readonly tokens: number | null;
  /** US dollars. */
  readonly cost: number | null;
}

export interface SpentRow {
  readonly budget: string;
  readonly holder: string;
  readonly period: string;
  readonly tokens: number;
  readonly cost: number;
}

export interface UsageRow {
  readonly caller: string;
  readonly model: string;
  readonly calls: number;
  /** Pictures that it drew. */
  readonly images: number;
  readonly input: number;
  readonly output: number;
  readonly cost: number;
}

interface Amount {
  readonly tokens: number;
  readonly cost: number;
}

export interface SpendingStore {
  /** Takes an amount from all of the budgets; or from none, and gives the name of one that it would overdraw. */
  reserve(limits: readonly SpendLimit[], amount: Amount): Promise<string | null>;
  /** Adds to what was taken, or gives back where negative. */
  adjust(limits: readonly SpendLimit[], by: Amount): Promise<void>;
  /** Of periods that begin on this day or later. */
  spent(since: string): Promise<readonly SpentRow[]>;
  /** What the ledger says was used since the beginning of a day (UTC); of one caller, or of all. */
  usage(since: string, caller: string | null): Promise<readonly UsageRow[]>;
}

const most = 9_000_000_000_000;
const micros = (dollars: number): number => Math.round(dollars * 1e6);

const columnsOf = (limits: readonly SpendLimit[]): readonly unknown[] => [
  limits.map((it) => it.budget),
  limits.map((it) => it.holder),
  limits.map((it) => it.period),
];

export function createSpendingStore(db: Queryable): SpendingStore {
  return {
    reserve: async (limits, { tokens, cost }) => {
      const { rows } = await db.query<{ overdrawn: string | null }>(
        "select gantry.reserve($1::text[], $2::text[], $3::date[], $4::bigint[], $5::bigint[], $6, $7) as overdrawn",
        [
          ...columnsOf(limits),
          limits.map((it) => it.tokens ?? most),
          limits.map((it) => (it.cost === null ? most : micros(it.cost))),
          Math.round(tokens),
          micros(cost),
        ],
      );
      return rows[0]?.overdrawn ?? null;
    },
    adjust: async (limits, { tokens, cost }) => {
      await db.query(
        `update gantry.spending s set tokens = greatest(0, s.tokens + $4), micros = greatest(0, s.micros + $5)
         from unnest($1::text[], $2::text[], $3::date[]) as asked (budget, holder, period)
         where (s.budget, s.holder, s.period) = (asked.budget, asked.holder, asked.period)`,
        [...columnsOf(limits), Math.round(tokens), micros(cost)],
      );
    },
    spent: async (since) => {
      const { rows } = await db.query<{
        budget: string;
        holder: string;
        period: string;
        tokens: string;
        micros: string;
      }>(
        `select budget, holder, period::text as period, tokens, micros from gantry.spending
         where period >= $1::date order by period desc, budget, holder`,
        [since],
      );
      return rows.map(({ micros: cost, tokens, ...row }) => ({
        ...row,
        tokens: Number(tokens),
        cost: Number(cost) / 1e6,
      }));
    },
    usage: async (since, caller) => {
      const { rows } = await db.query<Record<keyof UsageRow, string>>(
        `with called as (
           -- An end may be written twice, after a commit of which nobody knows how it ended.
           select distinct on (run, body->>'egress') run, caller, body from gantry.ledger
           where kind in ('done', 'failed') and body ? 'usage' and at >= $1::date and ($2::text is null or caller = $2)
           order by run, body->>'egress', at),
         used as (
           select e.caller, a.body->>'destination' as model, (e.body->>'drawn')::bigint as drawn, e.body->'usage' as usage
           from called e
           join gantry.ledger a on a.run = e.run and a.kind = 'attempted' and a.body->>'egress' = e.body->>'egress'
           union all
           -- Analytic models run here: no tokens, no money.
           select caller, body->>'destination', null, null from gantry.ledger
           where kind = 'scored' and at >= $1::date and ($2::text is null or caller = $2))
         select coalesce(caller, '') as caller, model, count(*) as calls, coalesce(sum(drawn), 0) as images,
           coalesce(sum((usage->>'input')::bigint), 0) as input, coalesce(sum((usage->>'output')::bigint), 0) as output,
           coalesce(sum((usage->>'cost')::numeric), 0) as cost
         from used group by 1, 2 order by cost desc, 1, 2`,
        [since, caller],
      );
      return rows.map((row) => ({
        caller: row.caller,
        model: row.model,
        calls: Number(row.calls),
        images: Number(row.images),
        input: Number(row.input),
        output: Number(row.output),
        cost: Number(row.cost),
      }));
    },
  };
}
