// What runs of a flow have taken, read off their steps and the ledger: for the price of the next.
import type { Queryable } from "./database.ts";

/** What calls of a step to one model took, over some runs. */
export interface TakenByModel {
  readonly step: string;
  readonly model: string;
  readonly calls: number;
  /** Rows that the calls were made for; one that was asked for again counts once. */
  readonly rows: number;
  readonly input: number;
  readonly output: number;
  /** US dollars. */
  readonly cost: number;
}

/** Rows of a step in one run. */
export interface TakenByStep {
  readonly run: string;
  readonly step: string;
  readonly rows: number;
}

export interface TakenStore {
  /** Of the newest `runs` runs of a flow. */
  byModel(flow: string, runs: number): Promise<readonly TakenByModel[]>;
  byStep(flow: string, runs: number): Promise<readonly TakenByStep[]>;
}

const newest = "(select id from gantry.runs where flow = $1 order by created_at desc limit $2)";

export const createTakenStore = (db: Queryable): TakenStore => ({
  byModel: async (flow, runs) => {
    const { rows } = await db.query<Record<keyof TakenByModel, string>>(
      `select a.body->>'step' as step, a.body->>'destination' as model, count(*) as calls,
         count(distinct a.run || (a.body->>'row')) filter (where not a.body ? 'rows')
           + coalesce(sum(jsonb_array_length(a.body->'rows')), 0) as rows,
         sum((e.body->'usage'->>'input')::bigint) as input, sum((e.body->'usage'->>'output')::bigint) as output,
         sum((e.body->'usage'->>'cost')::numeric) as cost
       from gantry.ledger a
       join (
         -- An end may be written twice, after a commit of which nobody knows how it ended.
         select distinct on (run, body->>'egress') run, body from gantry.ledger
         where kind in ('done', 'failed') and body ? 'usage' and run in ${newest} order by run, body->>'egress', at
       ) e on e.run = a.run and e.body->>'egress' = a.body->>'egress'
       where a.kind = 'attempted' and a.body->>'egressKind' = 'model' and not a.body ? 'purpose' and a.run in ${newest}
       group by 1, 2`,
      [flow, runs],
    );
    return rows.map(({ step, model, ...row }) => ({
      step,
      model,
      calls: Number(row.calls),
      rows: Number(row.rows),
      input: Number(row.input),
      output: Number(row.output),
      cost: Number(row.cost),
    }));
  },
  byStep: async (flow, runs) => {
    const { rows } = await db.query<TakenByStep>(
      `select run, step, total as rows from gantry.steps where total is not null and run in ${newest}`,
      [flow, runs],
    );
    return rows;
  },
});
