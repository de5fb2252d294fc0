// What stands in FROM: tables, steps, CTEs, sub-queries, table functions, pivots, and their joins.
import type { ColumnType } from "../../../catalog/index.ts";
import { duckType, identifier, tableIdentifier } from "../../sql/names.ts";
import { kindOf } from "./kinds.ts";
import type { Column, Maker, Part } from "./maker.ts";
import { joinKinds } from "./join-kinds.ts";

const columnOf = (as: string, name: string, type: ColumnType, table?: string): Column => ({
  sql: `${as}.${identifier(name)}`,
  kind: kindOf(duckType(type)) ?? "text",
  isExact: type !== "double",
  ...(table === undefined ? {} : { origin: { table, column: name, type } }),
});

const keyOf = (as: string): string => `coalesce(cast(${as}."id" as varchar), '-')`;

/** A table of the catalog or an earlier step. */
export const table = (maker: Maker): Part => {
  const { choices, world, notes } = maker;
  const as = maker.alias();
  if (choices.chance(0.12)) {
    notes.forms.add("step");
    const columns = world.steps["earlier"]?.columns ?? [];
    return {
      sql: `earlier ${as}`,
      isTable: true,
      identity: keyOf(as),
      columns: columns.map(({ name, type }) => columnOf(as, name, type)),
    };
  }
  const of = choices.one(Object.values(world.catalog.tables));
  return {
    sql: `${tableIdentifier(of.source, of.local)} ${as}`,
    isTable: true,
    identity: keyOf(as),
    columns: of.columns.map(({ name, type }) => columnOf(as, name, type, of.name)),
  };
};

const identityIn = (as: string, { identity }: Pick<Part, "identity">): Pick<Part, "identity"> =>
  identity === undefined ? {} : { identity: `${as}.${identity}` };

const withoutOrigin = ({ sql, kind, isExact }: Column): Column => ({ sql, kind, isExact });

const subquery = (maker: Maker, depth: number): Part => {
  const inner = maker.select(depth);
  const as = maker.alias();
  return {
    sql: `(${inner.sql}) ${as}`,
    ...identityIn(as, inner),
    columns: inner.columns.map((column) => ({ ...withoutOrigin(column), sql: `${as}.${column.sql}` })),
  };
};

const whole = (as: string, name: string): Column => ({ sql: `${as}.${name}`, kind: "integer", isExact: true });

const generated = (maker: Maker): Part => {
  const { choices, notes } = maker;
  const as = maker.alias();
  notes.forms.add("table function");
  return choices.one<() => Part>([
    () => ({
      sql: `range(${1 + choices.below(3)}) ${as}(n)`,
      columns: [whole(as, "n")],
      identity: `cast(${as}.n as varchar)`,
    }),
    () => ({
      sql: `generate_series(1, ${1 + choices.below(3)}) ${as}(n)`,
      columns: [whole(as, "n")],
      identity: `cast(${as}.n as varchar)`,
    }),
    () => ({ sql: `unnest([1, 2, null]) ${as}(n)`, columns: [whole(as, "n")], identity: `cast(${as}.n as varchar)` }),
    () => ({
      sql: `(values (1, 'x'), (2, ${maker.constant("text")})) ${as}(n, s)`,
      identity: `cast(${as}.n as varchar)`,
      columns: [whole(as, "n"), { sql: `${as}.s`, kind: "text", isExact: true }],
    }),
  ])();
};

const pivoted = (maker: Maker): Part | undefined => {
  const { choices, notes } = maker;
  const of = table(maker);
  const names = of.columns.map(({ sql }) => sql.slice(sql.indexOf(".") + 1));
  const named = (wanted: Column["kind"]): string | undefined =>
    names[of.columns.findIndex(({ kind, sql }) => kind === wanted && !sql.endsWith('"id"'))];
  const [text, number] = [named("text"), named("integer")];
  const as = maker.alias();
  const from = of.sql.slice(0, of.sql.lastIndexOf(" "));
  if (text === undefined || number === undefined) return undefined;
  if (choices.chance(0.3)) {
    notes.forms.add("unpivot");
    return {
      sql: `(unpivot (select cast(${text} as varchar) as first, cast(${number} as varchar) as second from ${from}) on first, second into name what value worth) ${as}`,
      columns: ["what", "worth"].map((name) => ({ sql: `${as}.${name}`, kind: "text", isExact: true })),
    };
  }
  notes.forms.add("pivot");
  const [one, two] = [maker.constant("text"), maker.constant("text")];
  if (one.startsWith("$") || two.startsWith("$") || one === two) return undefined;
  return {
    sql: `(pivot (select ${text} as bin, ${number} as worth from ${from}) on bin in (${one} as first, ${two} as second) using count(*) as n, max(worth) as most) ${as}`,
    columns: ["first_n", "second_most"].map((name) => whole(as, name)),
  };
};

const lateral = (maker: Maker, left: Part): Part | undefined => {
  const { choices, notes } = maker;
  const as = maker.alias();
  const json = left.columns.find(({ kind }) => kind === "json");
  if (json !== undefined && choices.chance(0.6)) {
    notes.forms.add("unnest");
    return {
      sql: `${left.sql}, unnest(try(from_json(${json.sql}, '["integer"]'))) ${as}(n)`,
      columns: [...left.columns, whole(as, "n")],
    };
  }
  const outer = choices.one(left.columns);
  const inner = table(maker);
  const partner = inner.columns.find(({ kind }) => kind === outer.kind);
  if (partner === undefined) return undefined;
  notes.forms.add("lateral");
  return {
    sql: `${left.sql}, lateral (select ${partner.sql} as k, ${inner.columns[0]?.sql ?? "1"} as v from ${inner.sql} where ${partner.sql} ${choices.one(["=", ">="])} ${outer.sql} order by 1, 2 limit 2) ${as}`,
    columns: [...left.columns, { sql: `${as}.k`, kind: partner.kind, isExact: partner.isExact }],
  };
};

const source = (maker: Maker, depth: number): Part => {
  const { choices, ctes, notes } = maker;
  const cte = ctes.length > 0 && choices.chance(0.6) ? choices.one(ctes) : undefined;
  if (cte !== undefined) {
    const as = maker.alias();
    notes.forms.add("cte");
    return {
      sql: `${cte.name} ${as}`,
      ...identityIn(as, cte),
      columns: cte.columns.map((column) => ({ ...column, sql: `${as}.${column.sql}` })),
    };
  }
  if (choices.chance(0.06)) return generated(maker);
  if (choices.chance(0.06)) return maker.isTraced ? table(maker) : (pivoted(maker) ?? table(maker));
  if (depth > 0 && choices.chance(0.3)) return subquery(maker, depth - 1);
  return table(maker);
};

/** Kinds whose columns often hold equal values. */
const meeting = new Set<Column["kind"]>(["text", "integer", "integer", "date", "truth"]);

const conditionFor = (maker: Maker, left: Part, right: Part): string | undefined => {
  const { choices, notes } = maker;
  const isKey = ({ sql }: Column): boolean => sql.endsWith('"id"');
  const pairs = left.columns.flatMap((from) =>
    right.columns.flatMap((to) =>
      from.kind === to.kind && from.kind !== "json" && from.kind !== "list" ? [[from, to] as const] : [],
    ),
  );
  const likely = pairs.filter(([from, to]) => meeting.has(from.kind) && isKey(from) === isKey(to));
  const [first] = choices.some(likely.length > 0 && choices.chance(0.8) ? likely : pairs, 0);
  if (first === undefined) return undefined;
  const parts = [`${first[0].sql} = ${first[1].sql}`];
  const others = likely.filter(([from, to]) => from.sql !== first[0].sql && to.sql !== first[1].sql);
  if (others.length > 0 && choices.chance(0.2)) {
    notes.forms.add("composite key");
    const [from, to] = choices.one(others);
    parts.push(`${from.sql} ${choices.one(["=", "=", "=", "<=", "is not distinct from"])} ${to.sql}`);
  }
  return parts.join(" and ");
};

const joined = (maker: Maker, left: Part, right: Part): Part => {
  const { choices, notes } = maker;
  const on = conditionFor(maker, left, right);
  const both = [...left.columns, ...right.columns];
  const identity = `concat(coalesce(${left.identity ?? "''"}, '-'), '/', coalesce(${right.identity ?? "''"}, '-'))`;
  if (on === undefined) return { sql: `${left.sql} cross join ${right.sql}`, identity, columns: both };
  const ordered = left.columns.find(({ kind }) => kind === "date" || kind === "moment");
  const against = right.columns.find(({ kind }) => kind === ordered?.kind);
  if (ordered !== undefined && against !== undefined && choices.chance(0.2)) {
    notes.forms.add("asof join");
    return {
      sql: `${left.sql} ${choices.one(["asof join", "asof left join"])} ${right.sql} on ${on.split(" and ")[0]} and ${ordered.sql} >= ${against.sql}`,
      identity,
      columns: both.map(withoutOrigin),
    };
  }
  const kind = choices.one(joinKinds);
  notes.forms.add(kind);
  const isOuter = kind !== "join" && kind !== "semi join";
  const more =
    kind === "full join" || choices.chance(0.7)
      ? ""
      : ` and ${maker.condition(kind.includes("left") ? right.columns : both, 0)}`;
  const sql = `${left.sql} ${kind} ${right.sql} on ${on}${more}`;
  const lefts = kind === "right join" || kind === "full join" ? left.columns.map(withoutOrigin) : left.columns;
  if (kind === "semi join" || kind === "anti join")
    return { sql, columns: lefts, ...(left.identity === undefined ? {} : { identity: left.identity }) };
  return {
    sql,
    identity,
    columns: [...lefts, ...(isOuter && kind !== "right join" ? right.columns.map(withoutOrigin) : right.columns)],
  };
};

/** A FROM clause of one to three members. */
export const from = (maker: Maker, depth: number): Part => {
  const { choices } = maker;
  let part = source(maker, depth);
  for (let joins = choices.one([0, 0, 0, 1, 1, 2]); joins > 0; joins -= 1) {
    const right = source(maker, depth - 1);
    part = joined(maker, part, right);
  }
  return choices.chance(0.07) && !maker.isTraced ? (lateral(maker, part) ?? part) : part;
};
