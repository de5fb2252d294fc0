// Random SELECTs over a small catalog: joins, sub-queries, CTEs, set operations, aggregates, windows. Written from a
// stream of choices, so that a failing query can be found again and made smaller.
import type { ColumnType } from "../../catalog/index.ts";
import type { TableSpecs } from "./catalog.ts";
import type { Rows } from "./memory.ts";

export const randomTables = {
  "a.t": { id: "int32", s: "varchar", k: "varchar", n: "int64", d: "date", b: "boolean", m: "decimal(8,2)" },
  "b.u": { id: "int32", s: "varchar", k: "varchar", n: "int64", p: "timestamptz" },
  "b.v": { k: "varchar", n: "int64", d: "date" },
} as const satisfies TableSpecs;

const words = ["x", "y", "zz", "Ü", "", "x'y"];
const big = 9_007_199_254_740_993n;
const cell = (type: ColumnType, seed: number): string | number | bigint | boolean | null => {
  if (seed % 6 === 5) return null;
  switch (type) {
    case "int32":
      return seed % 9;
    case "int64":
      return seed % 4 === 0 ? big + BigInt(seed % 3) : BigInt(seed % 5);
    case "boolean":
      return seed % 2 === 0;
    case "date":
      return `2026-0${1 + (seed % 4)}-01`;
    case "timestamptz":
      return `2026-0${1 + (seed % 4)}-01T00:00:00Z`;
    case "varchar":
      return words[seed % words.length] ?? "x";
    default:
      return `${seed % 4}.${seed % 2 === 0 ? "50" : "25"}`;
  }
};

/** Rows for the tables, a dozen each, with few distinct values so that joins meet. */
export const randomRows: Readonly<Record<string, Rows>> = Object.fromEntries(
  Object.entries(randomTables).map(([table, columns], t) => [
    table,
    Array.from({ length: 12 }, (_, row) =>
      Object.fromEntries(
        Object.entries(columns).map(([name, type], c) => [
          name,
          name === "id" ? row : cell(type, (row * 7 + c * 5 + t * 3 + row * row) % 31),
        ]),
      ),
    ),
  ]),
);

type Kind = "text" | "number" | "date" | "truth";
interface Column {
  readonly sql: string;
  readonly kind: Kind;
}
interface Built {
  readonly sql: string;
  readonly columns: readonly Column[];
}

const kinds: Readonly<Record<string, Kind>> = {
  int32: "number",
  int64: "number",
  "decimal(8,2)": "number",
  varchar: "text",
  date: "date",
  timestamptz: "date",
  boolean: "truth",
};

/** A random SELECT; `choices` are natural numbers, used in turn and again from the start. */
export const randomQuery = (choices: readonly number[]): string => {
  let at = 0;
  let aliases = 0;
  const below = (n: number): number => {
    const value = choices[at % Math.max(1, choices.length)] ?? 0;
    at += 1;
    return (value + Math.floor(at / Math.max(1, choices.length))) % n;
  };
  const one = <T>(list: readonly T[]): T => list[below(list.length)] as T;
  const alias = (): string => `q${(aliases += 1)}`;
  const some = (columns: readonly Column[], kind: Kind): readonly Column[] =>
    columns.filter((column) => column.kind === kind);

  const constant = (kind: Kind): string => {
    if (kind === "text") return `'${one(words).replaceAll("'", "''")}'`;
    if (kind === "number") return one(["1", "3", "2.25", String(big)]);
    return kind === "date" ? `date '2026-0${1 + below(4)}-01'` : one(["true", "false"]);
  };

  const expression = (columns: readonly Column[], kind: Kind, depth: number): string => {
    const plain = some(columns, kind);
    const leaf = (): string => (plain.length > 0 ? one(plain).sql : constant(kind));
    if (depth <= 0) return leaf();
    const inner = (of: Kind = kind): string => expression(columns, of, depth - 1);
    const choice = below(8);
    if (choice === 0) return `case when ${condition(columns, depth - 1)} then ${inner()} else ${inner()} end`;
    if (choice === 1) return `coalesce(${inner()}, ${constant(kind)})`;
    if (choice === 2) return scalarSubquery(columns, kind);
    if (kind === "text" && choice === 3) return `upper(${inner()}) || ${inner()}`;
    if (kind === "text" && choice === 4) return `substr(${inner()}, 1, 1)`;
    if (kind === "number" && choice === 3) return `length(${inner("text")})`;
    if (kind === "number" && choice === 4) return `list_sum([${inner()} % 7, 1])`;
    if (kind === "truth") return `(${condition(columns, depth - 1)})`;
    return leaf();
  };

  const condition = (columns: readonly Column[], depth: number): string => {
    const column = one(columns);
    const kind = column.kind;
    const value = (): string => expression(columns, kind, depth - 1);
    switch (below(depth > 0 ? 11 : 6)) {
      case 0:
        return `${column.sql} ${one(["=", "<>", "<", "<=", ">", ">="])} ${constant(kind)}`;
      case 1:
        return `${column.sql} is ${one(["", "not "])}null`;
      case 2:
        return `${column.sql} ${one(["", "not "])}in (${constant(kind)}, ${constant(kind)})`;
      case 3:
        return `${column.sql} between ${constant(kind)} and ${constant(kind)}`;
      case 4:
        return kind === "text"
          ? `${column.sql} like '${one(["x%", "%y", "z_"])}'`
          : `${column.sql} is not distinct from ${constant(kind)}`;
      case 5:
        return `${column.sql} ${one(["=", "<", ">="])} ${value()}`;
      case 6:
        return `(${condition(columns, depth - 1)} and ${condition(columns, depth - 1)})`;
      case 7:
        return `(${condition(columns, depth - 1)} or ${condition(columns, depth - 1)})`;
      case 8:
        return `not (${condition(columns, depth - 1)})`;
      case 9: {
        const { from, own, link } = correlated(columns);
        return `${one(["", "not "])}exists (select 1 from ${from} where ${link} and ${condition(own, 0)})`;
      }
      default: {
        const { from, own } = correlated(columns);
        const match = some(own, kind)[0];
        return match === undefined
          ? condition(columns, 0)
          : `${column.sql} in (select ${match.sql} from ${from} where ${condition(own, 0)})`;
      }
    }
  };

  const table = (): Built & { readonly from: string } => {
    const name = one(Object.keys(randomTables) as (keyof typeof randomTables)[]);
    const as = alias();
    const columns = Object.entries(randomTables[name]).map(([column, type]) => ({
      sql: `${as}.${column}`,
      kind: kinds[type] ?? "text",
    }));
    return { sql: name, from: `${name} ${as}`, columns };
  };
  const correlated = (columns: readonly Column[]) => {
    const { from, columns: own } = table();
    const outer = one(columns);
    const partner = some(own, outer.kind)[0];
    return { from, own, link: partner === undefined ? "true" : `${partner.sql} = ${outer.sql}` };
  };
  const scalarSubquery = (columns: readonly Column[], kind: Kind): string => {
    const { from, own, link } = correlated(columns);
    const value = some(own, kind)[0];
    if (kind === "number" && below(2) === 0) return `(select count(*) from ${from} where ${link})`;
    return value === undefined
      ? constant(kind)
      : `(select max(${value.sql}) from ${from} where ${link} and ${condition(own, 0)})`;
  };

  const source = (depth: number): { readonly from: string; readonly columns: readonly Column[] } => {
    if (depth <= 0 || below(3) > 0) return table();
    const inner = select(depth - 1);
    const as = alias();
    return {
      from: `(${inner.sql}) ${as}`,
      columns: inner.columns.map((column) => ({ ...column, sql: `${as}.${column.sql}` })),
    };
  };

  const joined = (depth: number): { readonly from: string; readonly columns: readonly Column[] } => {
    let { from, columns } = source(depth);
    for (let joins = below(3); joins > 0; joins -= 1) {
      const right = source(depth);
      const left = one(columns);
      const partner = some(right.columns, left.kind);
      const kind = one(["join", "left join", "right join", "full join", "semi join", "anti join"]);
      const on = partner.length === 0 ? "true" : `${left.sql} = ${one(partner).sql}`;
      const isFull = kind === "full join";
      const more = isFull || below(3) > 0 ? "" : ` and ${condition(right.columns, 0)}`;
      from = `${from} ${partner.length === 0 ? "join" : kind} ${right.from} on ${on}${more}`;
      if (partner.length === 0 || !/semi|anti/u.test(kind)) columns = [...columns, ...right.columns];
    }
    return { from, columns };
  };

  const aggregates: readonly ((columns: readonly Column[]) => Column)[] = [
    () => ({ sql: "count(*)", kind: "number" }),
    (columns) => ({ sql: `max(${one(columns).sql})`, kind: "text" }),
    (columns) => ({ sql: `count(distinct ${one(columns).sql})`, kind: "number" }),
    (columns) => ({ sql: `sum(${expression(columns, "number", 1)} % 10)`, kind: "number" }),
    (columns) => ({ sql: `count(*) filter (where ${condition(columns, 1)})`, kind: "number" }),
    (columns) => {
      const text = expression(columns, "text", 1);
      return { sql: `string_agg(${text}, ',' order by ${text})`, kind: "text" };
    },
  ];

  const select = (depth: number): Built => {
    const { from, columns } = joined(depth);
    const where = below(3) === 0 ? "" : ` where ${condition(columns, 2)}`;
    const shape = below(5);
    let list: Column[] = Array.from({ length: 1 + below(3) }, () => {
      const kind = one(columns).kind;
      return { sql: expression(columns, kind, 2), kind };
    });
    let tail = "";
    if (shape === 0) {
      const keys = Array.from({ length: below(3) }, () => one(columns));
      const made = Array.from({ length: 1 + below(2) }, () => one(aggregates)(columns));
      tail = keys.length === 0 ? "" : ` group by ${keys.map(({ sql }) => sql).join(", ")}`;
      if (below(3) === 0) tail += " having count(*) > 1";
      list = [...keys, ...made];
    } else if (shape === 1) {
      const by = one(columns).sql;
      const order = one(columns).sql;
      const kind = one([
        "rank()",
        "dense_rank()",
        "count(*)",
        `min(${one(columns).sql})`,
        `sum(${expression(columns, "number", 0)} % 10)`,
      ]);
      list = [
        ...list,
        {
          sql: `${kind} over (partition by ${by} order by ${order})`,
          kind: kind.startsWith("min") ? "text" : "number",
        },
      ];
    }
    // Types of min and max are those of their column: as text they stay comparable with text.
    const fields = list.map((column, index) => {
      const isLoose = /^(?:max|min)\(/u.test(column.sql);
      return { text: `${isLoose ? `cast(${column.sql} as varchar)` : column.sql} as c${index}`, kind: column.kind };
    });
    const distinct = shape === 2 ? "distinct " : "";
    let sql = `select ${distinct}${fields.map(({ text }) => text).join(", ")} from ${from}${where}${tail}`;
    const names = fields.map(({ kind }, index): Column => ({ sql: `c${index}`, kind }));
    if (shape === 3 && depth > 0) {
      const other = Array.from(fields, () => `cast(${one(columns).sql} as varchar)`).join(", ");
      const op = one(["union", "union all", "except", "intersect"]);
      sql = `select ${names.map(({ sql: name }) => `cast(${name} as varchar) as ${name}`).join(", ")} from (${sql}) ${alias()} ${op} select ${other} from ${from}`;
      return limited(
        sql,
        names.map((name) => ({ ...name, kind: "text" })),
      );
    }
    return limited(sql, names);
  };

  const limited = (sql: string, columns: readonly Column[]): Built => {
    if (below(5) > 0) return { sql, columns };
    const order = columns.map((_, index) => String(index + 1)).join(", ");
    return { sql: `select * from (${sql}) ${alias()} order by ${order} limit ${1 + below(4)}`, columns };
  };

  const body = select(2);
  if (below(4) > 0) return body.sql;
  const name = alias();
  const [x, y] = [alias(), alias()];
  const on = body.columns.map(({ sql }) => `${x}.${sql} = ${y}.${sql}`)[0] ?? "true";
  return `with ${name} as (${body.sql}) select ${x}.c0, ${y}.c0 as other from ${name} ${x} ${one(["join", "left join"])} ${name} ${y} on ${on} where ${x}.c0 is not null`;
};
