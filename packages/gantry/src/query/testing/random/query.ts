// A random query over a world: the parts wired together.
import type { TypedValue } from "../../types.ts";
import type { Choices } from "./choices.ts";
import { condition } from "./condition.ts";
import { constant } from "./constant.ts";
import { expression } from "./expression.ts";
import { forbidden } from "./forbidden.ts";
import { from, table } from "./from.ts";
import type { Functions } from "./functions.ts";
import type { Filter, Maker, Notes, Part } from "./maker.ts";
import { select, roundType } from "./select.ts";
import type { World } from "./world.ts";

export interface RandomQuery {
  readonly sql: string;
  readonly parameters: Readonly<Record<string, TypedValue>>;
  readonly filters: readonly Filter[];
  readonly functions: ReadonlySet<string>;
  readonly forms: ReadonlySet<string>;
  /** Whether a column `rid` says of which rows of which tables each row is made. */
  readonly isTraced: boolean;
  /** Set where it holds a part that must be refused. */
  readonly forbidden?: string;
}

export interface QueryHabits {
  readonly isSteady: boolean;
  /** How many plain filters a WHERE has, by chance. Default: mostly none. */
  readonly filters?: readonly number[];
  /** Share of queries with a part that must be refused. */
  readonly forbidden?: number;
  /** Share of queries with a column `rid`. */
  readonly traced?: number;
}

const recursive = (maker: Maker): Part => {
  const { choices, notes } = maker;
  notes.forms.add("recursive cte");
  const [name, as] = [maker.alias(), maker.alias()];
  const own = maker.table();
  const start = choices.one(own.columns);
  const next = maker.table();
  const value = next.columns.find(({ kind }) => kind === start.kind) ?? { sql: maker.constant(start.kind) };
  const type = roundType(start.kind);
  const link = choices.chance(0.5) ? `${as}.v = ${value.sql}` : maker.condition(next.columns, 0);
  const sql = `with recursive ${name}(n, v) as (
    select 0, cast(${start.sql} as ${type}) from ${own.sql} where ${maker.condition(own.columns, 0)}
    union ${choices.one(["", "all "])}select ${as}.n + 1, cast(${value.sql} as ${type}) from ${name} ${as}, ${next.sql} where ${as}.n < 2 and ${link})
  select n as c0, v as c1, count(*) as c2 from ${name} group by n, v`;
  return { sql, columns: [] };
};

/** A SELECT that may have CTEs, each used at least in principle. */
const withCtes = (maker: Maker): Part => {
  const { choices, notes, ctes } = maker;
  const count = choices.one([0, 0, 0, 0, 0, 1, 1, 1, 2]);
  const heads: string[] = [];
  for (let index = 0; index < count; index += 1) {
    const part = maker.select(choices.below(2));
    const name = maker.alias();
    notes.forms.add("with");
    heads.push(`${name} as ${choices.one(["", "", "materialized ", "not materialized "])}(${part.sql})`);
    ctes.push({ name, ...part });
  }
  const body = maker.select(choices.one([0, 1, 1, 2]));
  return { ...body, sql: `${heads.length === 0 ? "" : `with ${heads.join(", ")} `}${body.sql}` };
};

/** A random query; the same choices give the same one. */
export const randomQuery = (choices: Choices, world: World, functions: Functions, habits: QueryHabits): RandomQuery => {
  let aliases = 0;
  const isForbidden = choices.chance(habits.forbidden ?? 0);
  const isTraced = !isForbidden && choices.chance(habits.traced ?? 0);
  const notes: Notes = { filters: [], parameters: {}, functions: new Set(), forms: new Set() };
  const maker: Maker = {
    choices,
    world,
    functions,
    isSteady: habits.isSteady,
    isTraced,
    filters: habits.filters ?? [0, 0, 1],
    notes,
    ctes: [],
    alias: () => `q${(aliases += 1)}`,
    constant: (kind) => constant(maker, kind),
    expression: (columns, kind, depth) => expression(maker, columns, kind, depth),
    condition: (columns, depth) => condition(maker, columns, depth),
    from: (depth) => from(maker, depth),
    table: () => table(maker),
    select: (depth) => select(maker, depth),
  };
  const isRecursive = !isTraced && choices.chance(0.05);
  const { sql } = isForbidden ? maker.select(1) : isRecursive ? recursive(maker) : withCtes(maker);
  const made = isForbidden ? forbidden(maker, sql) : undefined;
  return {
    sql: made?.sql ?? sql,
    parameters: notes.parameters,
    filters: notes.filters,
    functions: notes.functions,
    forms: notes.forms,
    isTraced,
    ...(made === undefined ? {} : { forbidden: made.why }),
  };
};
