// Random SELECTs: plain, grouped, with windows, distinct, in set operations, ordered and limited.
import { callOver, settled, shown } from "./expression.ts";
import { plainFilter } from "./condition.ts";
import type { Call } from "./functions.ts";
import { typeOfKind, type Kind } from "./kinds.ts";
import type { Column, Maker, Part } from "./maker.ts";
import { windowCalls } from "./templates.ts";

interface Item {
  readonly sql: string;
  readonly kind: Kind;
  readonly isExact?: boolean;
}

/** Aggregates whose result doesn't depend on the order of rows, over exact numbers. */
const steady = new Set(
  "count count_star count_if countif sum min max bool_and bool_or bit_and bit_or bit_xor median quantile_disc approx_count_distinct".split(
    " ",
  ),
);
/** Those that depend on it unless they are told an order. */
const orderable = new Set("list array_agg string_agg group_concat listagg first last any_value arbitrary".split(" "));

/** Each result of an aggregate or window as text or one of the few types. */
const itemOf = (sql: string, kind: Kind | undefined): Item => {
  if (kind === undefined || kind === "list") return { sql: `cast(${sql} as varchar)`, kind: "text" };
  return { sql: settled(sql, kind), kind, isExact: kind === "integer" };
};

const listed = (columns: readonly Column[]): string => columns.map(({ sql }) => sql).join(", ");

/** All columns, keys last: ordered so, only equal rows may change places, and the others still count. */
const everything = (columns: readonly Column[]): string =>
  listed([...columns.filter(({ sql }) => !sql.endsWith('"id"')), ...columns.filter(({ sql }) => sql.endsWith('"id"'))]);

/** An order for what treats rows of the same rank alike. Whatever else ranks them must order by everything. */
const anyOrder = (maker: Maker, columns: readonly Column[]): string =>
  listed(maker.choices.some(columns, 1).slice(0, 1 + maker.choices.below(2)));

const isSteadyCall = (call: Call): boolean =>
  steady.has(call.function) &&
  (/^(?:count|min|max|bool|median|quant|approx)/u.test(call.function) || !/@number|DOUBLE|FLOAT/u.test(call.text));

const aggregate = (maker: Maker, columns: readonly Column[], isOrdered: boolean): Item => {
  const { choices, functions, notes } = maker;
  const wanted = (call: Call): boolean => {
    if (!isOrdered) return true;
    return isOrderable ? orderable.has(call.function) : isSteadyCall(call);
  };
  const isOrderable = choices.chance(0.12);
  const fitting = functions.aggregates.filter((calls) => calls.some(wanted));
  const call = choices.one(choices.one(fitting).filter(wanted));
  let text = callOver(maker, columns, call);
  if (!call.isMacro && orderable.has(call.function) && text.endsWith(")") && (isOrdered || choices.chance(0.4))) {
    notes.forms.add("ordered aggregate");
    text = text.includes("distinct")
      ? `min(${everything(columns.slice(0, 1))})`
      : `${text.slice(0, -1)} order by ${everything(columns)})`;
  }
  if (text.startsWith("min(") && call.function !== "min") return { sql: `cast(${text} as varchar)`, kind: "text" };
  if (!call.isMacro && choices.chance(0.2)) {
    notes.forms.add("filtered aggregate");
    text += ` filter (where ${maker.condition(columns, 1)})`;
  }
  return itemOf(text, call.result);
};

/** Windows in which rows of the same rank are alike, and those that tell them apart. */
const alike = new Set(["rank()", "dense_rank()", "rank_dense()", "percent_rank()", "cume_dist()"]);
const frames = ["rows between 1 preceding and current row", "rows unbounded preceding"];

const windowed = (maker: Maker, columns: readonly Column[]): Item => {
  const { choices, notes, functions } = maker;
  notes.forms.add("window");
  const by = choices.chance(0.7) ? `partition by ${choices.one(columns).sql}` : "";
  if (choices.chance(0.5)) {
    const text = choices.one(windowCalls.filter((call) => alike.has(call) === choices.chance(0.6)));
    const call = text
      .replaceAll("@any", choices.one(columns).sql)
      .replaceAll("@number", columns.find(({ kind }) => kind === "number")?.sql ?? "1.5");
    notes.functions.add(text.slice(0, text.indexOf("(")));
    const order = alike.has(text) ? anyOrder(maker, columns) : everything(columns);
    return { sql: `cast(${call} over (${by} order by ${order}) as varchar)`, kind: "text" };
  }
  const fitting = functions.aggregates.filter((calls) => calls.some(isSteadyCall));
  const call = choices.one(choices.one(fitting).filter(isSteadyCall));
  if (call.text.includes("distinct")) return { sql: "1", kind: "integer" };
  const frame = choices.chance(0.25)
    ? `order by ${everything(columns)} ${choices.one(frames)}`
    : `order by ${anyOrder(maker, columns)}`;
  return itemOf(`${callOver(maker, columns, call)} over (${by} ${frame})`, call.result);
};

const groupings = (maker: Maker, keys: readonly string[]): string => {
  const { choices, notes } = maker;
  if (keys.length === 0) return "";
  if (!choices.chance(0.15)) return ` group by ${keys.join(", ")}`;
  notes.forms.add("grouping sets");
  return ` group by ${choices.one(["rollup", "cube"])} (${keys.join(", ")})`;
};

const grouped = (
  maker: Maker,
  columns: readonly Column[],
  isOrdered: boolean,
): { readonly items: readonly Item[]; readonly tail: string } => {
  const { choices, notes } = maker;
  const comparable = columns.filter(({ kind }) => kind !== "json" && kind !== "list");
  const keys = choices.some(comparable, 0).slice(0, choices.below(3));
  notes.forms.add(keys.length === 0 ? "aggregate" : "group by");
  const made = Array.from({ length: 1 + choices.below(3) }, () => aggregate(maker, columns, isOrdered));
  const having = choices.chance(0.2) ? ` having count(*) ${choices.one(["> 1", ">= 2", "= 1"])}` : "";
  return {
    items: [...keys, ...made],
    tail:
      groupings(
        maker,
        keys.map(({ sql }) => sql),
      ) + having,
  };
};

const setOperations = [
  "union",
  "union all",
  "except",
  "intersect",
  "except all",
  "intersect all",
  "union by name",
] as const;

const asText = (columns: readonly Column[]): string =>
  columns.map(({ sql }) => `cast(${sql} as varchar) as ${sql}`).join(", ");

const combined = (maker: Maker, part: Part, depth: number): Part => {
  const { choices, notes } = maker;
  const op = choices.one(setOperations);
  notes.forms.add(op);
  const other = maker.select(depth - 1);
  const fields = part.columns.map(
    ({ sql }, index) => `cast(${other.columns[index % other.columns.length]?.sql ?? "null"} as varchar) as ${sql}`,
  );
  return {
    sql: `select ${asText(part.columns)} from (${part.sql}) ${maker.alias()} ${op} select ${fields.join(", ")} from (${other.sql}) ${maker.alias()}`,
    columns: part.columns.map(({ sql }) => ({ sql, kind: "text", isExact: true })),
  };
};

const limited = (maker: Maker, part: Part): Part => {
  const { choices, notes } = maker;
  notes.forms.add("limit");
  const places = choices.some([...part.columns.keys()], part.columns.length);
  const order = places
    .map((index) => `${index + 1}${choices.one(["", "", " desc", " nulls first", " desc nulls last"])}`)
    .join(", ");
  let count = choices.one([
    String(1 + choices.below(4)),
    String(1 + choices.below(4)),
    "1 + 1",
    "cast('2' as integer)",
  ]);
  if (choices.chance(0.3)) {
    const name = `p${Object.keys(notes.parameters).length}`;
    notes.parameters[name] = { type: "int32", value: 1 + choices.below(4) };
    count = `$${name}`;
  }
  const sql = `select * from (${part.sql}) ${maker.alias()} order by ${order} limit ${count}${choices.one(["", "", " offset 1"])}`;
  return { ...part, sql };
};

/** A SELECT, its columns named c0, c1, … */
export const select = (maker: Maker, depth: number): Part => {
  const { choices, notes } = maker;
  const { sql: from, columns, isTable, identity = "''" } = maker.from(depth);
  const filters = Array.from({ length: choices.one(maker.filters) }, () => plainFilter(maker, columns)).filter(
    (filter) => filter !== undefined,
  );
  if (choices.chance(0.35)) filters.push(`(${maker.condition(columns, 2)})`);
  const where = filters.length === 0 ? "" : ` where ${filters.join(" and ")}`;
  let items: readonly Item[] = Array.from({ length: 1 + choices.below(3) }, (): Item => {
    if (choices.chance(0.1)) return { sql: shown(maker, columns), kind: "text" };
    if (choices.chance(0.4)) return choices.one(columns);
    const { kind } = choices.one(columns);
    return { sql: maker.expression(columns, kind, 2), kind };
  });
  let head = "select ";
  let tail = "";
  let rid = identity;
  const shape = choices.below(8);
  if (shape <= 2) {
    ({ items, tail } = grouped(maker, columns, maker.isSteady || isTable !== true));
    rid = `string_agg(${identity}, ',')`;
  } else if (shape === 3) {
    items = [...items, windowed(maker, columns)];
    // What a window shows hangs on all rows that it saw, whichever of them are left in the end.
    rid = `string_agg(${identity}, ',') over () || '>' || ${identity}`;
  } else if (shape === 4) {
    notes.forms.add("qualify");
    const [call, order] = choices.chance(0.3)
      ? ["row_number()", everything(columns)]
      : ["rank()", anyOrder(maker, columns)];
    tail = ` qualify ${call} over (partition by ${choices.one(columns).sql} order by ${order}) = 1`;
  } else if (shape === 5 && !maker.isTraced && items.every(({ kind }) => kind !== "json")) {
    notes.forms.add("distinct");
    head = choices.chance(0.7) ? "select distinct " : `select distinct on (${choices.one(columns).sql}) `;
    if (head.includes(" on ")) tail = ` order by ${everything(columns)}`;
  }
  const fields = [
    ...items.map(({ sql }, index) => `${sql} as c${index}`),
    ...(maker.isTraced ? [`${rid} as rid`] : []),
  ].join(", ");
  const part: Part = {
    sql: `${head}${fields} from ${from}${where}${tail}`,
    columns: items.map(({ kind, isExact }, index) => ({ sql: `c${index}`, kind, isExact: isExact === true })),
    ...(maker.isTraced ? { identity: "rid" } : {}),
  };
  if (depth > 0 && !maker.isTraced && choices.chance(0.15))
    return combined(
      maker,
      tail.includes("order by") ? { ...part, sql: `select * from (${part.sql}) ${maker.alias()}` } : part,
      depth,
    );
  return choices.chance(0.15) ? limited(maker, part) : part;
};

/** The type that a column of a recursive CTE keeps through all rounds. */
export const roundType = (kind: Kind): string => typeOfKind[kind];
