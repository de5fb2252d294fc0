// Random expressions. Of a kind there are few types: whole numbers are INTEGER or BIGINT, numbers DECIMAL or DOUBLE.
import type { Call } from "./functions.ts";
import { kinds, typeOfKind, type Kind } from "./kinds.ts";
import type { Column, Maker } from "./maker.ts";

const leaf = (maker: Maker, columns: readonly Column[], kind: Kind): string => {
  const { choices } = maker;
  const own = columns.filter((column) => column.kind === kind);
  if (own.length > 0 && choices.chance(0.85)) return choices.one(own).sql;
  const wholes = columns.filter((column) => column.kind === "integer");
  if (kind === "list" && wholes.length > 0)
    return `[${small(choices.one(wholes).sql)}, ${small(choices.one(wholes).sql)}]::integer[]`;
  const days = columns.filter((column) => column.kind === "date" || column.kind === "zoned");
  if ((kind === "moment" || kind === "zoned") && days.length > 0)
    return `cast(${choices.one(days).sql} as ${typeOfKind[kind]})`;
  return maker.constant(kind);
};

/** A whole number from 0 to 4: functions that repeat or shift take no large ones. */
const small = (sql: string): string => `cast(abs(${sql} % 5) as bigint)`;

const filled = (text: string, argument: (kind: Kind) => string): string =>
  text.replaceAll(/@(\w+)/gu, (_, kind: string) => {
    if (kind === "small") return small(argument("integer"));
    if (kind === "number") return `try_cast(${argument("number")} as decimal(18,4))`;
    const known = kinds.find((each) => each === kind);
    return argument(known ?? "text");
  });

/** The result of a call as one of the few types of its kind. */
export const settled = (sql: string, kind: Kind | undefined): string => {
  if (kind === "integer") return `try_cast(${sql} as bigint)`;
  return kind === "number" ? `cast(${sql} as double)` : sql;
};

/** A call with columns and constants as arguments. A value that the function can't take gives NULL. */
export const callOver = (maker: Maker, columns: readonly Column[], call: Call): string => {
  maker.notes.functions.add(call.function);
  return filled(call.text, (kind) => leaf(maker, columns, kind));
};

const scalarCall = (maker: Maker, columns: readonly Column[], kind: Kind): string | undefined => {
  const fitting = maker.functions.scalars.filter((calls) => calls.some(({ result }) => result === kind));
  if (fitting.length === 0) return undefined;
  const call = maker.choices.one(maker.choices.one(fitting).filter(({ result }) => result === kind));
  return settled(`try(${callOver(maker, columns, call)})`, kind);
};

/** A call whose result is only good to be shown, as text. */
export const shown = (maker: Maker, columns: readonly Column[]): string => {
  // Lists are seldom asked for otherwise.
  const isShown = ({ result }: Call): boolean => result === undefined || result === "list";
  const only = maker.functions.scalars.filter((calls) => calls.some(isShown));
  const call = maker.choices.one(maker.choices.one(only).filter(isShown));
  return `cast(try(${callOver(maker, columns, call)}) as varchar)`;
};

const scalarSubquery = (maker: Maker, columns: readonly Column[], kind: Kind): string => {
  const { choices } = maker;
  const own = maker.table();
  const outer = choices.one(columns);
  const partner = own.columns.find((column) => column.kind === outer.kind);
  const link = partner === undefined || choices.chance(0.2) ? "true" : `${partner.sql} = ${outer.sql}`;
  maker.notes.forms.add(link === "true" ? "scalar sub-query" : "correlated sub-query");
  const where = choices.chance(0.75) ? link : `${link} and ${maker.condition(own.columns, 0)}`;
  if (kind === "integer" && choices.chance(0.4)) return `(select count(*) from ${own.sql} where ${where})`;
  const value = own.columns.find((column) => column.kind === kind);
  if (value === undefined) return maker.constant(kind);
  return `(select ${choices.one(["max", "min"])}(${value.sql}) from ${own.sql} where ${where})`;
};

/** An expression of `kind` over `columns`, at most `depth` deep. */
export const expression = (maker: Maker, columns: readonly Column[], kind: Kind, depth: number): string => {
  const { choices } = maker;
  if (depth <= 0 || columns.length === 0) return leaf(maker, columns, kind);
  const inner = (of: Kind = kind): string => expression(maker, columns, of, depth - 1);
  switch (choices.below(9)) {
    case 0:
      return `case when ${maker.condition(columns, depth - 1)} then ${inner()} else ${inner()} end`;
    case 1:
      return `coalesce(${inner()}, ${maker.constant(kind)})`;
    case 2:
      return choices.chance(0.5) ? scalarSubquery(maker, columns, kind) : inner();
    case 3:
      if (kind === "text") return `upper(${inner()}) || ${inner()}`;
      if (kind === "integer") return `(${inner()} % 1000 + ${inner()} % 7)`;
      if (kind === "number") return `(cast(${inner()} as double) * 2 - ${inner()})`;
      return kind === "truth" ? `(${maker.condition(columns, depth - 1)})` : inner();
    case 4:
    case 5:
    case 6:
      return scalarCall(maker, columns, kind) ?? inner();
    default:
      return inner();
  }
};
