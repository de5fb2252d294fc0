// What can be told by its form: addresses of machines and mailboxes, numbers with check digits, keys.
import type { Hit } from "../hit.ts";
import { accounts } from "./accounts.ts";
import { contacts } from "./contacts.ts";
import { identities } from "./identities.ts";
import { introduced } from "./introduced.ts";
import { whole } from "./pattern.ts";
import { secrets } from "./secrets.ts";
import { matchesOf } from "../matches.ts";

// Of two forms that take the same stretch the first gives the label: what has check digits before what has none.
const patterns = [...secrets, ...accounts, ...identities, ...introduced, ...contacts];

/** Finds what its form gives away. Every expression is bounded, so the time is linear in the text. */
export const findPatterns = (text: string): readonly Hit[] => {
  const hits: Hit[] = [];
  const present = { "@": text.includes("@"), digit: /\d/.test(text), ":": text.includes(":") };
  for (const { label, regexp, take, needs } of patterns) {
    if (needs !== undefined && !present[needs]) continue;
    for (const match of matchesOf(text, regexp)) {
      const taken = (take ?? whole)(match);
      if (taken === null) continue;
      const start = match.index + taken[0];
      hits.push({ start, end: start + taken[1], label, rank: 1 });
    }
  }
  return hits;
};
