// Constants in SQL, from the values that the world's columns hold.
import type { ColumnType } from "../../../catalog/index.ts";
import type { Value } from "../../../connect/kit/index.ts";
import { stringLiteral, duckType } from "../../sql/names.ts";
import type { Kind } from "./kinds.ts";
import type { Maker } from "./maker.ts";
import { cellsOf } from "./world.ts";

const typesOf: Readonly<Record<Kind, readonly ColumnType[]>> = {
  text: ["varchar"],
  integer: ["int32", "int64"],
  number: ["decimal(8,2)", "decimal(18,4)", "double"],
  date: ["date"],
  moment: ["timestamp"],
  zoned: ["timestamptz"],
  truth: ["boolean"],
  json: ["json"],
  list: [],
};

/** `value` as a person would write it. */
export const plainLiteral = (type: ColumnType, value: Exclude<Value, null>): string => {
  const text = String(value);
  if (type === "varchar") return stringLiteral(text);
  if (["boolean", "int32", "int64"].includes(type) || type.startsWith("decimal")) return text;
  // A literal such as 0.1 is a decimal until it is cast.
  return `cast(${stringLiteral(text)} as ${duckType(type)})`;
};

/** A constant of a type, now and then as a parameter. */
export const constantOf = (maker: Maker, type: ColumnType, value: Exclude<Value, null>): string => {
  if (!maker.choices.chance(0.15)) return plainLiteral(type, value);
  const name = `p${Object.keys(maker.notes.parameters).length}`;
  maker.notes.parameters[name] = { type, value };
  return `$${name}`;
};

/** A constant of a kind. */
export const constant = (maker: Maker, kind: Kind): string => {
  const { choices, world } = maker;
  if (kind === "list") return choices.one(["[1, 2, 3]", "[3, null]", "cast([] as integer[])"]);
  const type = choices.one(typesOf[kind]);
  return constantOf(maker, type, choices.one(cellsOf(type, world.domain)));
};
