// Keys and tokens of access in a reply that streams by: found before they are shown, however the stream is cut.
import { replaceHits, resolveHits } from "../mask/hit.ts";
import { findPatterns } from "../mask/forms/patterns.ts";
import type { Restorer } from "../vault/restore.ts";

/** Forms that are a secret whatever stands around them. A "password = …" in an example is none for sure. */
const unmistakable =
  /^(?:-----BEGIN|[spr]k[-_]|AKIA|ASIA|gh[pousr]_|github_pat_|glpat-|xox[abeprs]-|xapp-|AIza|ya29\.|npm_|SG\.|hf_|pypi-|SK[0-9a-f]|dop_v1_|shp(?:at|ca|pa|ss)_|eyJ)|:\/\/[^\s/@]*@/;

export const withheld = "[withheld]";

/** What secrets are written with (visible ASCII but quotation marks): a stretch of it may go on in the next piece. */
const tail = /[!#-~]*$/;
/** Longer than any form that is looked for, but a private key. */
const longest = 4_096;
const longestKey = 12_000;

const clean = (text: string, found: () => void): string => {
  const hits = findPatterns(text).filter(
    ({ label, start, end }) => label.startsWith("secret.") && unmistakable.test(text.slice(start, end)),
  );
  return replaceHits(text, resolveHits(text, hits), () => {
    found();
    return withheld;
  });
};

/** Where a block such as a private key begins that must not be cut at `at`: it is open, or its end lies behind. */
const blockAround = (text: string, at: number): number => {
  for (let from = text.indexOf("-----BEGIN"); from >= 0;) {
    const end = /-----END [A-Z ]{0,40}-----/.exec(text.slice(from, from + longestKey));
    if (end === null) return text.length - from < longestKey ? from : -1;
    const until = from + end.index + end[0].length;
    if (from < at && at < until) return from;
    from = text.indexOf("-----BEGIN", until);
  }
  return -1;
};

/** Where to cut what came so far: before what may be the beginning of a secret. */
const cutOf = (text: string): number => {
  const held = tail.exec(text.slice(-longest))?.[0].length ?? 0;
  const cut = held >= longest ? text.length : text.length - held;
  const block = blockAround(text, cut);
  return block < 0 ? cut : Math.min(cut, block);
};

/** @param found called for each secret that was taken out. */
export const createSecretScreen = (found: () => void): Restorer => {
  let held = "";
  return {
    push(chunk) {
      const text = held + chunk;
      const cut = cutOf(text);
      held = text.slice(cut);
      return clean(text.slice(0, cut), found);
    },
    end() {
      const rest = clean(held, found);
      held = "";
      return rest;
    },
  };
};
