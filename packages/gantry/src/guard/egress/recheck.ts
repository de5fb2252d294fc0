// What a person edited, on its way to be kept: her words' names back in tokens, and nothing in it that may not go out.
import { GantryError } from "@gantry/contract";
import type { Cell, Row } from "../../catalog/index.ts";
import { factsOf } from "../check/facts.ts";
import { foreignNames, hostsIn, ownOf, tongueOf } from "../check/foreign.ts";
import { findUngrounded } from "../check/ground.ts";
import { impliedIn } from "../check/implied.ts";
import { commitmentsIn } from "../check/promises.ts";
import { replaceHits } from "../mask/hit.ts";
import { createMasker } from "../mask/mask.ts";
import { findPatterns } from "../mask/forms/patterns.ts";
import { mapStrings, stringsIn } from "../treat/cell.ts";
import { knownOfRow } from "../treat/known.ts";
import { walkTokens } from "../treat/text.ts";
import type { EditEgress, EditResult } from "../types.ts";
import { restoreText, tokensIn } from "../vault/restore.ts";
import { isVaultToken } from "../vault/token.ts";
import type { VaultEntry } from "../vault/vault.ts";
import { namesSomebody } from "./house.ts";
import type { House } from "./house.ts";

const rejectUnknown = (
  edited: EditEgress,
  name: string,
  texts: readonly string[],
  opened: ReadonlyMap<string, VaultEntry>,
): void => {
  const unknown = texts.flatMap(tokensIn).find((token) => isVaultToken(token) && !opened.has(token));
  if (unknown === undefined) return;
  throw new GantryError("answer-rejected", `"${name}" holds ${unknown}, which stands for nothing in this draft`, {
    remedy: "write the name itself, or take the token out",
    where: { run: edited.run },
  });
};

const rejectSecret = (name: string, text: string, draft: readonly string[]): void => {
  for (const hit of text === "" ? [] : findPatterns(text)) {
    const found = text.slice(hit.start, hit.end);
    if (!hit.label.startsWith("secret.") || draft.some((each) => each.includes(found))) continue;
    throw new GantryError("answer-rejected", `the edited ${name} holds what looks like a secret`, {
      remedy: "take it out: keys and passwords don't go by mail",
      where: { column: name },
    });
  }
};

const promisesIn = (text: string): readonly string[] => {
  const implied = impliedIn(text);
  const said = commitmentsIn(text).map((each) => each.text);
  return [...new Set(implied === null ? said : [...said, implied.text])];
};

/** What the edit says that the draft did not: the person who edited vouches for it, others see the flag. */
const flagsOf = (name: string, text: string, draft: readonly string[]): readonly string[] => {
  const hosts = hostsIn(draft);
  return [
    ...findUngrounded(text, factsOf(draft)).map(
      (each) => `${name}: the person who edited added the ${each.kind} "${each.text}"`,
    ),
    ...[...hostsIn([text])]
      .filter((host) => !hosts.has(host))
      .map((host) => `${name}: the person who edited added the address ${host}`),
    ...promisesIn(text)
      .filter((said) => !draft.some((each) => each.toLowerCase().includes(said.toLowerCase())))
      .map((said) => `${name}: the person who edited added the promise "${said}"`),
    ...(foreignNames(text, ownOf(draft, []), null, tongueOf(text)).length === 0
      ? []
      : [`${name}: the person who edited added a name`]),
  ];
};

/** `Guard.recheck` over a house. */
export const createRecheck =
  (house: House) =>
  async (edited: EditEgress): Promise<EditResult> => {
    const { run, row, shape, before, after } = edited;
    const changed = Object.keys(after).filter((name) => JSON.stringify(after[name]) !== JSON.stringify(before[name]));
    const held = [...Object.values(before), ...Object.values(after)].flatMap(stringsIn).flatMap(tokensIn);
    const opened = await house.vault.open(run, held.filter(isVaultToken), row);
    const [policies, labels] = await Promise.all([house.policies(run), house.labels(run)]);
    const tokenize = house.vault.tokenizer(run);
    const entries = new Map<string, VaultEntry>(opened);
    const bySurface = new Map([...opened.values()].map((entry) => [entry.value, entry.token]));
    const ofDraft = [...opened.values()].map(({ value, label, reference }) => ({
      value,
      label,
      ...(reference === null ? {} : { reference }),
    }));
    const ofRow = shape === undefined ? [] : knownOfRow(shape, before, labels, namesSomebody(policies));
    const known = [...ofDraft, ...ofRow];
    const masker = createMasker({ known, terms: house.vocabulary });
    const keep = (text: string): string =>
      walkTokens(
        text,
        (token) => (opened.has(token) ? token : undefined),
        (between) =>
          replaceHits(between, masker.find(between), (hit, value) => {
            const token = bySurface.get(value) ?? tokenize(hit.label, value, hit.canonical);
            if (!entries.has(token))
              entries.set(token, { token, value, label: hit.label, reference: hit.reference ?? null });
            return token;
          }),
      );
    const inClear = (text: string): string => restoreText(text, (token) => opened.get(token)?.value);
    const draft = Object.values(before).flatMap(stringsIn).map(inClear);
    const content: Record<string, Cell> = { ...before };
    const flags: string[] = [];
    for (const name of changed) {
      const cell = after[name] ?? null;
      rejectUnknown(edited, name, stringsIn(cell), opened);
      for (const text of stringsIn(cell).map(inClear)) {
        rejectSecret(name, text, draft);
        flags.push(...flagsOf(name, text, draft));
      }
      content[name] = mapStrings(cell, keep);
    }
    const texts = changed.flatMap((name) => stringsIn(content[name]));
    const used = [...entries.values()].filter((entry) => texts.some((text) => text.includes(entry.token)));
    await house.vault.put(house.vault.seal(run, row, used, edited.subjects));
    const kept: Row = content;
    return { content: kept, flags: [...new Set(flags)] };
  };
