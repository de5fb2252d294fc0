// Reads plan JSON without loss: JSON numbers of constants stay text, so that 9007199254740993 stays what it is.
import { isNode, type Node } from "../sql/statement.ts";

// The reviver's third argument (source text access) is in Node 24 but not yet in TypeScript's library.
const parseWithSource = JSON.parse as (
  text: string,
  reviver: (this: unknown, key: string, value: unknown, context: { readonly source?: string }) => unknown,
) => unknown;

// DuckDB writes these bare, which is no JSON. Inside a text the quotes before it would be escaped.
const bareNumber = /"value":(NaN|-?Infinity)(?=[,}])/gu;

/** Where the numbers of a constant stand: 128-bit ones in two halves. */
const constantKeys = new Set(["value", "upper", "lower"]);

/** The single plan of `json_serialize_plan`'s answer, numbers of constants as their source text; nothing if there is none. */
export const parsePlan = (json: string): Node | undefined => {
  let answer: unknown;
  try {
    answer = parseWithSource(json.replaceAll(bareNumber, '"value":"$1"'), (key, value, { source }) =>
      constantKeys.has(key) && typeof value === "number" ? source : value,
    );
  } catch {
    return undefined;
  }
  if (!isNode(answer) || answer["error"] === true) return undefined;
  const plans = answer["plans"];
  const [plan]: readonly unknown[] = Array.isArray(plans) && plans.length === 1 ? plans : [];
  return isNode(plan) ? plan : undefined;
};
