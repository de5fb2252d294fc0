// A draft that a person has edited: checked again, and its values back in tokens before it is kept.
import { GantryError } from "@gantry/contract";
import type { Cell, Row } from "../../catalog/index.ts";
import { factsOf, findUngrounded } from "../check/ground.ts";
import { hostsIn } from "../check/reply.ts";
import { replaceHits } from "../mask/hit.ts";
import { createMasker } from "../mask/mask.ts";
import { findPatterns } from "../mask/patterns.ts";
import { mapStrings, stringsIn } from "../treat/cell.ts";
import { knownOfRow } from "../treat/known.ts";
import { walkTokens } from "../treat/text.ts";
import type { EditedContent, RecheckedContent } from "../types.ts";
import { restoreText, tokensIn } from "../vault/restore.ts";
import { isVaultToken } from "../vault/token.ts";
import type { VaultEntry } from "../vault/vault.ts";
import { namesSomebody } from "./house.ts";
import type { House } from "./house.ts";

const rejectUnknown = (
  edited: EditedContent,
  name: string,
  texts: readonly string[],
  opened: ReadonlyMap<string, VaultEntry>,
): void => {
  const unknown = texts.flatMap(tokensIn).find((token) => isVaultToken(token) && !opened.has(token));
  if (unknown === undefined) return;
  throw new GantryError("answer-rejected", `"${name}" holds ${unknown}, which stands for nothing in this draft`, {
    remedy: "write the name itself, or take the token out",
    where: { run: edited.run, step: edited.step },
  });
};

/** What the edit says that the draft did not: the person who edited vouches for it, others see the flag. */
const flagsOf = (name: string, text: string, draft: readonly string[]): readonly string[] => {
  const hosts = hostsIn(draft);
  const secrets = new Set(draft.flatMap((each) => findPatterns(each).map((hit) => each.slice(hit.start, hit.end))));
  return [
    ...findUngrounded(text, factsOf(draft)).map(
      (each) => `${name}: the edit states the ${each.kind} "${each.text}", which the draft did not`,
    ),
    ...[...hostsIn([text])]
      .filter((host) => !hosts.has(host))
      .map((host) => `${name}: the edit adds the address ${host}`),
    ...(findPatterns(text).some(
      (hit) => hit.label.startsWith("secret.") && !secrets.has(text.slice(hit.start, hit.end)),
    )
      ? [`${name}: the edit adds what looks like a secret`]
      : []),
  ];
};

/** `Guard.recheck` over a house. */
export const createRecheck =
  (house: House) =>
  async (edited: EditedContent): Promise<RecheckedContent> => {
    const { run, row, shape, before, after } = edited;
    const changed = Object.keys(after).filter((name) => JSON.stringify(after[name]) !== JSON.stringify(before[name]));
    const held = [...Object.values(before), ...Object.values(after)].flatMap(stringsIn).flatMap(tokensIn);
    const opened = await house.vault.open(run, held.filter(isVaultToken), row);
    const [policies, labels, tokenize] = await Promise.all([
      house.policies(run),
      house.labels(run),
      house.vault.tokenizer(run),
    ]);
    const entries = new Map<string, VaultEntry>(opened);
    const bySurface = new Map([...opened.values()].map((entry) => [entry.value, entry.token]));
    const ofDraft = [...opened.values()].map(({ value, label, reference }) => ({
      value,
      label,
      ...(reference === null ? {} : { reference }),
    }));
    const known = [...ofDraft, ...knownOfRow(shape, before, labels, namesSomebody(policies))];
    const masker = createMasker({ known, overMask: house.overMask });
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
      flags.push(...stringsIn(cell).flatMap((text) => flagsOf(name, inClear(text), draft)));
      content[name] = mapStrings(cell, keep);
    }
    const texts = changed.flatMap((name) => stringsIn(content[name]));
    const used = [...entries.values()].filter((entry) => texts.some((text) => text.includes(entry.token)));
    await house.vault.keep(run, row, used);
    const kept: Row = content;
    return { content: kept, flags: [...new Set(flags)] };
  };
