// German writes in one word what others write in several: "Umsatzverlauf", "Ticketzahlen", "Sommerkollektion".

/** What joins the parts of a compound. */
const links = ["", "s", "es", "n", "en"];

/** Shorter parts are found in words that are none of them. */
const shortest = 4;

/** Ends of compounds that mean something else than the word alone: "Ticketzahlen" are numbers, "sie zahlen" is paying. */
const heads: ReadonlyMap<string, string> = new Map(["zahl", "zahlen", "anzahl"].map((it) => [it, "anzahl"] as const));

/** Two words that make up one; null where it is no compound of known words. The first part is as long as can be. */
export const partsOfCompound = (word: string, isKnown: (part: string) => boolean): readonly [string, string] | null => {
  for (let at = word.length - shortest; at >= shortest; at--) {
    const last = word.slice(at);
    const head = heads.get(last) ?? (isKnown(last) ? last : undefined);
    if (head === undefined) continue;
    for (const link of links) {
      if (!word.slice(0, at).endsWith(link)) continue;
      const first = word.slice(0, at - link.length);
      if (first.length >= shortest && isKnown(first)) return [first, head];
    }
  }
  return null;
};
