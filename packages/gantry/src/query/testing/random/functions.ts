// Calls of every allowed function: what DuckDB says of its functions' parameters, tried against its binder.
import { DuckDBInstance, type DuckDBConnection } from "@duckdb/node-api";
import { blenders, isAllowedFunction } from "../../sql/functions.ts";
import { kindOf, kinds, typeOfKind, type Kind } from "./kinds.ts";
import { aggregateCalls, scalarCalls } from "./templates.ts";

/** A call with `@kind` where its arguments go. */
export interface Call {
  readonly function: string;
  readonly text: string;
  /** Kind of the result; nothing where it can only be shown. */
  readonly result: Kind | undefined;
  /** A macro takes no FILTER and no ORDER BY. */
  readonly isMacro: boolean;
}

/** Calls by their function, so that one with many signatures isn't called more often. */
export type Calls = readonly (readonly Call[])[];

export interface Functions {
  readonly scalars: Calls;
  readonly aggregates: Calls;
  /** Allowed names that DuckDB has. */
  readonly names: ReadonlySet<string>;
}

const integers = /^(?:U?(?:TINY|SMALL|BIG|HUGE)INT|U?INTEGER|BIGNUM)$/u;

/** An argument for a parameter of a DuckDB type; nothing where none can be made. */
const argumentFor = (type: string, any: string): string | undefined => {
  if (integers.test(type)) return `cast(@small as ${type})`;
  if (["DOUBLE", "FLOAT", "DECIMAL"].includes(type))
    return `cast(@number as ${type === "DECIMAL" ? "decimal(12,2)" : type})`;
  const simple: Readonly<Record<string, string>> = {
    VARCHAR: "@text",
    DATE: "@date",
    TIMESTAMP: "@moment",
    "TIMESTAMP WITH TIME ZONE": "@zoned",
    TIMESTAMP_NS: "cast(@moment as timestamp_ns)",
    TIME: "cast(@moment as time)",
    TIME_NS: "cast(@moment as time_ns)",
    "TIME WITH TIME ZONE": "cast(cast(@moment as time) as timetz)",
    INTERVAL: "to_days(cast(@small as integer))",
    BOOLEAN: "@truth",
    JSON: "@json",
    BLOB: "unhex(hex(@text))",
    BIT: "cast(cast(@small as integer) as bit)",
    UNION: "union_value(a := @integer)",
    STRUCT: "{'a': @integer, 'b': @text}",
    "MAP(K, V)": "map([@text], [@integer])",
    "STRUCT(K, V)[]": "[{'k': @text, 'v': @integer}]",
    'STRUCT("year" BIGINT, "month" BIGINT, "day" BIGINT)': "{'year': 2026, 'month': 1 + @small, 'day': 2}",
  };
  if (simple[type] !== undefined) return simple[type];
  if (type === "ANY" || type === "T" || type === "V") return any;
  if (type === "K") return "@text";
  const fixed = /^(FLOAT|DOUBLE)\[(?:3|ANY)\]$/u.exec(type);
  if (fixed !== null) return `array_value(1::${fixed[1]}, @small::${fixed[1]}, 3::${fixed[1]})`;
  if (type.endsWith("[]")) {
    const of = type.slice(0, -2);
    const inner = argumentFor(of, any);
    return inner === undefined ? undefined : `[${inner}, ${inner}]`;
  }
  return undefined;
};

const callOf = (name: string, args: readonly string[]): string => {
  if (/^[a-z_]/iu.test(name)) return `${name}(${args.join(", ")})`;
  if (name === "!__postfix") return `(${args[0]} !)`;
  return args.length === 1 ? `(${name} ${args[0]})` : `(${args[0]} ${name} ${args[1]})`;
};

const ofSignature = (name: string, types: readonly (string | null)[]): readonly string[] => {
  const made = new Set<string>();
  for (const any of ["@integer", "@text"]) {
    const args = types.map((type) => argumentFor(type ?? "ANY", any));
    const known = args.filter((arg) => arg !== undefined);
    if (known.length === args.length) made.add(callOf(name, known));
  }
  // Macros don't tell the types of their parameters.
  if (types.includes(null))
    for (const kind of kinds)
      made.add(
        callOf(
          name,
          types.map(() => `@${kind}`),
        ),
      );
  return [...made];
};

/** `text` over columns named like the kinds: for DuckDB's binder. */
const sample = (text: string): string =>
  text.replaceAll("@small", "cast(1 as bigint)").replaceAll(/@(\w+)/gu, "sample.$1");

const tried = async (
  connection: DuckDBConnection,
  name: string,
  text: string,
  isMacro = false,
): Promise<Call | undefined> => {
  try {
    const statement = await connection.prepare(`select ${sample(text)} from sample`);
    const result = kindOf(statement.columnType(0).toString());
    statement.destroySync();
    return { function: name, text, result, isMacro };
  } catch {
    return undefined;
  }
};

const byName = (calls: readonly Call[]): Calls => [...Map.groupBy(calls, (call) => call.function).values()];

/** Made by DuckDB's optimizer alone: no SQL can call them. */
const internal = new Set(["sum_no_overflow"]);

/** Every allowed function as calls that bind. */
export const findFunctions = async (): Promise<Functions> => {
  const instance = await DuckDBInstance.create(":memory:", { threads: "1" });
  const connection = await instance.connect();
  const columns = kinds.map((kind) => `"${kind}" ${typeOfKind[kind]}`).join(", ");
  await connection.run(`create or replace temp table sample (${columns})`);
  const reader = await connection.runAndReadAll(
    "select distinct lower(function_name) as name, function_type as type, parameter_types as types, coalesce(varargs, '') as more from duckdb_functions() where function_type in ('scalar', 'aggregate', 'macro') order by all",
  );
  const scalars: Call[] = [];
  const aggregates: Call[] = [];
  const names = new Set<string>();
  for (const [name, type, types, more] of reader.getRowsJson()) {
    if (typeof name !== "string" || !isAllowedFunction(name) || !Array.isArray(types)) continue;
    if (!internal.has(name)) names.add(name);
    const varargs = typeof more === "string" ? more : "";
    const list = types.map((each) => (typeof each === "string" ? each : null));
    const signatures =
      varargs === ""
        ? [list]
        : [
            [...list, varargs],
            [...list, varargs, varargs],
          ];
    const isAggregate =
      type === "aggregate" || (type === "macro" && blenders.has(name)) || name.startsWith("json_group");
    for (const signature of signatures)
      for (const text of ofSignature(name, signature)) {
        const call = await tried(connection, name, text, type === "macro");
        if (call !== undefined) (isAggregate ? aggregates : scalars).push(call);
      }
  }
  const written = async (texts: readonly string[], to: Call[]): Promise<void> => {
    for (const text of texts) {
      const call = await tried(connection, /^\w+(?=\()/u.exec(text)?.[0] ?? "", text);
      if (call === undefined) throw new Error(`DuckDB doesn't bind ${text}`);
      to.push(call);
    }
  };
  await written(scalarCalls, scalars);
  await written(aggregateCalls, aggregates);
  connection.closeSync();
  instance.closeSync();
  return { scalars: byName(scalars), aggregates: byName(aggregates), names };
};
