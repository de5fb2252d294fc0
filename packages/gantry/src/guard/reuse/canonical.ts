// What a model is asked, apart from whom the tokens stand for: rows whose masked prompts read the same are asked the same.
import type { Cell } from "../../catalog/index.ts";
import type { TextReply } from "../../model/index.ts";
import { canonicalJson } from "../../policy/index.ts";
import { keyedHash } from "../keys.ts";
import type { GuardKeys } from "../keys.ts";
import type { Prepared } from "../egress/prepare.ts";
import { mapStrings } from "../treat/cell.ts";
import { walkTokens } from "../treat/text.ts";

/** A reply with its tokens numbered by their order in the prompt, so that it fits any row that asks the same. */
export type CommonReply = Pick<TextReply, "output" | "arguments">;

/** `PERSON_7K3Q` → `PERSON_0001`: by when its value first came, forms of a name keep their numbers. */
const numbered = ({ tokens }: Prepared): ReadonlyMap<string, string> => {
  const stems = new Map<string, number>();
  return new Map(
    Array.from(tokens.issued.keys(), (short) => {
      const [type = "", code = "", form] = short.split("_");
      const place = stems.get(code) ?? stems.size + 1;
      stems.set(code, place);
      return [short, `${type}_${String(place).padStart(4, "0")}${form === undefined ? "" : `_${form}`}`];
    }),
  );
};

const renamed = (cell: Cell, names: ReadonlyMap<string, string>): Cell =>
  mapStrings(cell, (text) =>
    walkTokens(
      text,
      (token) => names.get(token),
      (between) => between,
    ),
  );

const eachRenamed = (
  cells: Readonly<Record<string, Cell>>,
  names: ReadonlyMap<string, string>,
): CommonReply["output"] =>
  Object.fromEntries(Object.entries(cells).map(([name, cell]) => [name, renamed(cell, names)]));

/**
 * Keyed hash of all that a reply depends on: model, policies with their narrower rules, the author's words and form, the
 * masked data, and who shares it.
 *
 * @param among a run, or a tenant
 */
export const commonKey = (keys: Pick<GuardKeys, "hmac">, prepared: Prepared, among: string): string => {
  const { egress, route, policies, tokens, facts } = prepared;
  const names = numbered(prepared);
  const { task, instructions, template, schema, phrasebook = null } = egress;
  const { name, model = null } = route.model.deployment;
  return keyedHash(
    keys,
    "common",
    canonicalJson({
      among,
      model: [name, model],
      policies: policies.map(({ version, narrowing = [] }) => [version, JSON.stringify(narrowing)]),
      prompt: { task, instructions, template, schema, phrasebook },
      tokens: Array.from(tokens.issued.values(), ({ short, label }) => [names.get(short), label]),
      data: eachRenamed(facts, names),
    }),
  );
};

/** A row's reply as any row with the same key may have it. */
export const toCommon = (prepared: Prepared, reply: CommonReply): CommonReply => ({
  output: eachRenamed(reply.output, numbered(prepared)),
  arguments: reply.arguments,
});

/** A common reply with this row's own tokens. */
export const fromCommon = (prepared: Prepared, reply: CommonReply): CommonReply => ({
  output: eachRenamed(reply.output, new Map(Array.from(numbered(prepared), ([short, common]) => [common, short]))),
  arguments: reply.arguments,
});
