// Reading DuckDB's plan JSON without trusting its shape: what isn't as expected refuses the query.
import { GantryError } from "@gantry/contract";
import { isNode, type Node } from "../sql/statement.ts";

/** The plan has something that this reader doesn't know: fail closed. */
export const unknown = (what: string): never => {
  throw new GantryError("bad-sql", `the query uses a part of SQL whose data flow can't be proven: ${what}`, {
    remedy: "write it with joins, sub-queries, aggregates, window functions and pure functions",
  });
};

export const nodeAt = (node: Node, key: string): Node => {
  const value = node[key];
  return isNode(value) ? value : unknown(`${key} is missing`);
};

export const maybeNode = (node: Node, key: string): Node | undefined => {
  const value = node[key];
  return isNode(value) ? value : undefined;
};

/** A list of nodes; absent or null is empty, and null members (an argument that isn't there) are left out. */
export const nodesAt = (node: Node, key: string): readonly Node[] => {
  const value = node[key];
  if (value === undefined || value === null) return [];
  if (!Array.isArray(value)) return unknown(`${key} is no list`);
  return value.filter((item) => item !== null).map((item) => (isNode(item) ? item : unknown(`${key} holds no node`)));
};

export const numbersAt = (node: Node, key: string): readonly number[] => {
  const value = node[key];
  return Array.isArray(value) ? value.map(Number) : [];
};

export const textAt = (node: Node, key: string): string => {
  const value = node[key];
  return typeof value === "string" ? value : unknown(`${key} is no text`);
};
