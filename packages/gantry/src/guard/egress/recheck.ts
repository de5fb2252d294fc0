// What a person edited, on its way to be kept: her words' names back in tokens, and nothing in it that may not go out.
import { GantryError } from "@gantry/contract";
import type { Cell, Row } from "../../catalog/index.ts";
import { hostsIn } from "../check/reply.ts";
import { replaceHits } from "../mask/hit.ts";
import { createMasker } from "../mask/mask.ts";
import { findPatterns } from "../mask/patterns.ts";
import { stringsIn } from "../treat/cell.ts";
import { walkTokens } from "../treat/text.ts";
import type { EditEgress, EditResult } from "../types.ts";
import { tokensIn } from "../vault/restore.ts";
import { isVaultToken } from "../vault/token.ts";
import type { VaultEntry } from "../vault/vault.ts";
import type { House } from "./house.ts";

/**
 * Values that stood as tokens before the edit become these tokens again; other names and addresses in the new text become
 * tokens of their own, so that the edit shows to each viewer what he may see, as the draft did. Throws `answer-rejected`
 * for a token that this row never held, and for what looks like a secret.
 */
export const createRecheck =
  (house: House): ((edit: EditEgress) => Promise<EditResult>) =>
  async ({ run, row, before, after }) => {
    const given = await house.vault.open(run, Object.values(before).flatMap(stringsIn).flatMap(tokensIn), row);
    const tokenize = await house.vault.tokenizer(run);
    const masker = createMasker({ known: [...given.values()].map(({ value, label }) => ({ value, label })) });
    const byValue = new Map([...given.values()].map((entry) => [entry.value, entry.token]));
    const minted = new Map<string, VaultEntry>();
    const flags = new Set<string>();
    const hosts = hostsIn(Object.values(before).flatMap(stringsIn));

    const keep = (name: string, text: string): string => {
      for (const hit of findPatterns(text)) {
        if (!hit.label.startsWith("secret.")) continue;
        throw new GantryError("answer-rejected", `the edited ${name} holds what looks like a secret`, {
          where: { column: name },
        });
      }
      for (const host of hostsIn([text]))
        if (!hosts.has(host)) flags.add(`${name}: the person who edited added the address ${host}`);
      return walkTokens(
        text,
        (token) => {
          if (given.has(token)) return token;
          if (!isVaultToken(token)) return undefined;
          throw new GantryError("answer-rejected", `the edited ${name} holds a token that this row never had`, {
            where: { column: name },
          });
        },
        (between) =>
          replaceHits(between, masker.find(between), (hit, surface) => {
            const known = byValue.get(surface);
            if (known !== undefined) return known;
            const token = tokenize(hit.label, surface, hit.canonical);
            minted.set(token, { token, value: surface, label: hit.label, reference: hit.reference ?? null });
            return token;
          }),
      );
    };
    const changed = (name: string, cell: Cell): Cell =>
      typeof cell === "string" && cell !== before[name] ? keep(name, cell) : cell;
    const content: Row = Object.fromEntries(Object.entries(after).map(([name, cell]) => [name, changed(name, cell)]));
    await house.vault.keep(run, row, [...minted.values()]);
    return { content, flags: [...flags] };
  };
