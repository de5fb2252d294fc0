// What stands in FROM: tables, sub-queries, CTEs, and their joins, by one or two columns.
import { tableIdentifier, identifier } from "../../sql/names.ts";
import { joinKinds } from "../random/join-kinds.ts";
import { plainFilter } from "./condition.ts";
import { derived, type Maker, type Named, type Part } from "./maker.ts";

export const table = (maker: Maker): Part => {
  const as = maker.alias();
  const { choices, used } = maker;
  const tables = Object.values(maker.world.catalog.tables);
  const others = tables.filter(({ name }) => !used.has(name));
  // Mostly one that the query doesn't read yet.
  const of = choices.one(others.length > 0 && choices.chance(0.85) ? others : tables);
  used.add(of.name);
  return {
    sql: `${tableIdentifier(of.source, of.local)} ${as}`,
    columns: of.columns.map((column) => ({
      sql: `${as}.${identifier(column.name)}`,
      type: column.type,
      origin: { table: of, column },
    })),
  };
};

const source = (maker: Maker, depth: number): Part => {
  const { choices, ctes } = maker;
  const as = maker.alias();
  if (ctes.length > 0 && choices.chance(0.5)) {
    const cte = choices.one(ctes);
    return {
      sql: `${cte.name} ${as}`,
      columns: cte.columns.map((column) => ({ ...derived(column), sql: `${as}.${column.sql}` })),
    };
  }
  if (depth <= 0 || !choices.chance(0.25)) return table(maker);
  const inner = maker.select(depth - 1);
  return {
    sql: `(${inner.sql}) ${as}`,
    columns: inner.columns.map((column) => ({ ...column, sql: `${as}.${column.sql}` })),
  };
};

const kinds = ["join", ...joinKinds] as const;
type Kind = (typeof kinds)[number];

const limitsRight = new Set<Kind>(["join", "left join", "semi join", "anti join"]);
const limitsLeft = new Set<Kind>(["join", "right join", "semi join"]);

const supplied = (columns: readonly Named[], isSupplied: boolean): readonly Named[] =>
  isSupplied ? columns.map((column) => ({ ...column, isSupplied })) : columns;

const joined = (maker: Maker, left: Part, right: Part): Part => {
  const { choices, notes } = maker;
  const pairs = left.columns.flatMap((from) =>
    right.columns.flatMap((to) => (from.type === to.type && from.type !== "json" ? [[from, to] as const] : [])),
  );
  const both = [...left.columns, ...right.columns];
  if (pairs.length === 0) return { sql: `${left.sql} cross join ${right.sql}`, columns: both };
  const first = choices.one(pairs);
  const others = pairs.filter(([from, to]) => from.sql !== first[0].sql && to.sql !== first[1].sql);
  const on = others.length > 0 && choices.chance(0.3) ? [first, choices.one(others)] : [first];
  const kind = choices.one(kinds);
  const equalities = on.map(() => choices.one(["=", "=", "=", "=", "is not distinct from"]));
  for (const [index, [from, to]] of on.entries()) {
    if (equalities[index] !== "=") continue;
    const sides = [...(limitsRight.has(kind) ? [[to, from]] : []), ...(limitsLeft.has(kind) ? [[from, to]] : [])];
    const targets = sides.flatMap(([target, partner]) =>
      target?.origin === undefined || partner?.origin === undefined
        ? []
        : [{ ...target.origin, partner: partner.origin.table }],
    );
    if (targets.length > 0) notes.joins.push({ targets });
  }
  const conditions = on.map(([from, to], index) => `${from.sql} ${equalities[index]} ${to.sql}`);
  if (kind !== "full join" && choices.chance(0.2)) {
    const sound = kind === "right join" ? left.columns : right.columns;
    conditions.push(plainFilter(maker, sound, true) ?? "true");
  }
  const sql = `${left.sql} ${kind} ${right.sql} on ${conditions.join(" and ")}`;
  if (kind === "semi join" || kind === "anti join") return { sql, columns: left.columns };
  return {
    sql,
    columns: [
      ...supplied(left.columns, kind === "right join" || kind === "full join"),
      ...supplied(right.columns, kind === "left join" || kind === "full join"),
    ],
  };
};

/** A FROM clause of one to three members. */
export const from = (maker: Maker, depth: number): Part => {
  const { choices } = maker;
  let part = source(maker, depth);
  for (let joins = choices.one([0, 0, 1, 1, 1, 2, 2, 3]); joins > 0; joins -= 1)
    part = joined(maker, part, source(maker, depth - 1));
  return part;
};
