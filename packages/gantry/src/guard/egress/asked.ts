// What a model is asked, as a keyed hash that two calls share when they read the same: the marks and short tokens that are
// drawn for each call are left out of it.
import type { Cell } from "../../catalog/index.ts";
import { canonicalJson } from "../../policy/index.ts";
import { keyedHash } from "../keys.ts";
import { mapStrings } from "../treat/cell.ts";
import { walkTokens } from "../treat/text.ts";
import type { ModelEgress } from "../types.ts";
import type { CallTokens } from "../vault/call.ts";
import type { House } from "./house.ts";

export interface Asked {
  readonly model: string;
  readonly facts: Readonly<Record<string, Cell>>;
  readonly tokens: CallTokens;
}

/** A vault token is the same for the same value throughout a run. */
export function askedOf(house: House, egress: ModelEgress, { model, facts, tokens }: Asked): string {
  const lasting = (text: string): string =>
    walkTokens(
      text,
      (short) => tokens.issued.get(short)?.token,
      (between) => between,
    );
  const { task, instructions, template, schema, phrasebook = null, past } = egress;
  // The tables of a turn are among the facts.
  const turns = past === undefined ? {} : { past: past.parts.map(({ note }) => lasting(note)) };
  const treated = Object.fromEntries(Object.entries(facts).map(([name, cell]) => [name, mapStrings(cell, lasting)]));
  return keyedHash(
    house.keys,
    "asked",
    canonicalJson({ model, task, instructions, template, schema, phrasebook, treated, ...turns }),
  );
}
