// A phrase: a sentence with slots, `usage fell by {usage_trend|drop} since {usage_since|day}`.
import type { Cell } from "../../catalog/index.ts";
import { formatValue } from "./format.ts";
import type { Tongue } from "./format.ts";

const slot = /\{([a-z0-9_]+)(?:\|([^{}]+))?\}/g;

/** Slots of a phrase, by name and format, in order. */
export const slotsOf = (phrase: string): readonly { readonly name: string; readonly format: string }[] =>
  [...phrase.matchAll(slot)].map((match) => ({ name: match[1] ?? "", format: match[2] ?? "text" }));

/** The phrase with its slots filled, or null where a slot has no value that fits. */
export const fillPhrase = (phrase: string, facts: Readonly<Record<string, Cell>>, tongue: Tongue): string | null => {
  let whole = true;
  const text = phrase.replace(slot, (_, name: string, format: string | undefined) => {
    const value = formatValue(facts[name] ?? null, format ?? "text", tongue);
    if (value === null) whole = false;
    return value ?? "";
  });
  return whole ? text : null;
};

/**
 * The variant that says most with the facts at hand: of those whose slots all have a value, the ones with the most
 * slots; among these `pick` chooses, so that ten mails don't read identical.
 * @param pick gives an index below its argument.
 * @returns null where no variant can be said.
 */
export const choosePhrase = (
  variants: readonly string[],
  facts: Readonly<Record<string, Cell>>,
  tongue: Tongue,
  pick: (count: number) => number,
): string | null => {
  const usable = variants.flatMap((variant) => {
    const text = fillPhrase(variant, facts, tongue);
    return text === null ? [] : [{ text, slots: slotsOf(variant).length }];
  });
  const most = Math.max(...usable.map((it) => it.slots));
  const best = usable.filter((it) => it.slots === most);
  return best[pick(best.length)]?.text ?? null;
};
