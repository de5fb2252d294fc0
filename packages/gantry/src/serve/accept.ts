// Which form of a reply a client would rather have (RFC 9110, section 12.5.1).
import { GantryError } from "@gantry/contract";

interface Range {
  readonly type: string;
  readonly weight: number;
}

const rangesOf = (header: string): readonly Range[] =>
  header.split(",").flatMap((part) => {
    const [type = "", ...parameters] = part.split(";").map((word) => word.trim().toLowerCase());
    const weight = parameters.find((word) => word.startsWith("q="))?.slice(2);
    return type === "" ? [] : [{ type, weight: weight === undefined ? 1 : Number(weight) || 0 }];
  });

/** How much a type is wanted: the most specific range decides. */
const weightOf = (type: string, ranges: readonly Range[]): number => {
  const group = `${type.slice(0, type.indexOf("/"))}/*`;
  for (const wanted of [type, group, "*/*"]) {
    const range = ranges.find((it) => it.type === wanted);
    if (range !== undefined) return range.weight;
  }
  return 0;
};

/** The type of `offered` that is wanted most; of equals the first, which is also what no header at all gets. Throws `bad-request`. */
export function preferredType<T extends string>(
  header: string | undefined,
  offered: readonly [T, ...T[]] | readonly T[],
): T {
  const ranges = header === undefined ? [{ type: "*/*", weight: 1 }] : rangesOf(header);
  let best: { readonly type: T; readonly weight: number } | undefined;
  for (const type of offered) {
    const weight = weightOf(type, ranges);
    if (weight > (best?.weight ?? 0)) best = { type, weight };
  }
  if (best !== undefined) return best.type;
  throw new GantryError("bad-request", "none of the types that the Accept header names is offered here", {
    remedy: `accept ${offered.join(", ")}`,
  });
}
