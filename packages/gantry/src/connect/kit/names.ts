// SQL names for what sources call their tables and columns: lower snake case, the same on every machine and day.
import { createHash } from "node:crypto";

const words = (native: string): string =>
  native
    .normalize("NFKD")
    .replaceAll(/\p{M}/gu, "")
    .replaceAll("ß", "ss")
    .replaceAll(/([a-z0-9])([A-Z])/g, "$1_$2")
    .replaceAll(/([A-Z]+)([A-Z][a-z])/g, "$1_$2")
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "_")
    .replaceAll(/^_+|_+$/g, "");

const fingerprint = (native: string): string => createHash("sha256").update(native).digest("hex").slice(0, 6);

/**
 * A source's name in SQL's spelling: `Renewal_Date__c` → `renewal_date`, `HasOptedOutOfEmail` →
 * `has_opted_out_of_email`. The `__c` of Salesforce's custom names goes. A name without a Latin letter or digit becomes
 * `column_` and a fingerprint of it.
 */
export const sqlName = (native: string): string => {
  const name = words(native.replace(/__[a-z]$/, ""));
  if (name === "") return `column_${fingerprint(native)}`;
  return /^[0-9]/.test(name) ? `_${name}` : name;
};

/**
 * SQL names of a whole table (or source), no two alike, whatever the order they are given in. Of names that meet
 * (`Region` and `Region__c`) the first by code points keeps the short name; a custom field becomes `region_c`, anything
 * else carries a fingerprint of its native name.
 *
 * @returns native name → SQL name
 */
export const sqlNames = (
  natives: readonly string[],
  toName: (native: string) => string = sqlName,
): ReadonlyMap<string, string> => {
  const names = new Map<string, string>();
  const taken = new Set<string>();
  for (const native of [...new Set(natives)].sort()) {
    const short = toName(native);
    const custom = /__[a-z]$/.test(native) ? `${short}_c` : undefined;
    const free = [short, ...(custom === undefined ? [] : [custom])].find((name) => !taken.has(name));
    const name = free ?? `${short}_${fingerprint(native)}`;
    taken.add(name);
    names.set(native, name);
  }
  return names;
};

/** The plural of an English singular noun, for systems that name a table after one record: `Opportunity` → `Opportunities`. */
export const plural = (noun: string): string => {
  if (/[^s]s$/i.test(noun) && !/(us|is)$/i.test(noun)) return noun;
  if (/[^aeiou]y$/i.test(noun)) return `${noun.slice(0, -1)}ies`;
  return /(s|x|z|ch|sh)$/i.test(noun) ? `${noun}es` : `${noun}s`;
};
