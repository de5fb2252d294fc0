// What a caller sees of an object: field-level security hides columns, so describe is asked as that caller.
import { createHash } from "node:crypto";
import { GantryError } from "@gantry/contract";
import { tryJson, type Context, type Rest } from "../kit/index.ts";
import { Describe } from "./describe.ts";

const lifetime = 60_000;
const mostKept = 500;

/** Describes an object as whoever the context reads for; undefined when he may not see it at all. */
export type Describer = (object: string, context: Context) => Promise<Describe | undefined>;

const keyOf = (object: string, context: Context): string =>
  `${object} ${context.onBehalfOf === undefined ? "" : createHash("sha256").update(context.onBehalfOf).digest("base64url")}`;

/** Remembers each answer for a minute, by caller. */
export const createDescriber = (source: string, rest: Rest): Describer => {
  const known = new Map<string, { readonly until: number; readonly answer: Promise<Describe | undefined> }>();

  const ask = async (object: string, context: Context): Promise<Describe | undefined> => {
    const request = { path: `sobjects/${encodeURIComponent(object)}/describe`, table: object, expects: [404] };
    const reply = await rest.send(request, context);
    if (reply.status === 404) return undefined;
    const parsed = Describe.safeParse(tryJson(reply.text));
    if (!parsed.success)
      throw new GantryError(
        "source-refused",
        `source "${source}" describes object "${object}" in a shape we don't know`,
        {
          where: { source, table: object },
        },
      );
    return parsed.data;
  };

  return async (object, context) => {
    const key = keyOf(object, context);
    const now = context.now().getTime();
    const kept = known.get(key);
    if (kept !== undefined && kept.until > now) return await kept.answer;
    const answer = ask(object, context);
    if (known.size >= mostKept) known.clear();
    known.set(key, { until: now + lifetime, answer });
    answer.catch(() => known.delete(key));
    return await answer;
  };
};
