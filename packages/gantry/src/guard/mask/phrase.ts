// Regular expressions built from literal parts. All are bounded: no nested repeats, so that time stays linear.

/** A literal, safe inside a regular expression. */
export const escapeRegExp = (text: string): string => text.replaceAll(/[\\^$.*+?()[\]{}|]/g, String.raw`\$&`);

/** Letters with and without their marks: Müller, Muller, Mueller. */
export const unaccented = (text: string): readonly string[] => {
  const plain = text.normalize("NFD").replaceAll(/\p{M}/gu, "").replaceAll("ß", "ss");
  const spelled = text
    .replaceAll(/ä/g, "ae")
    .replaceAll(/ö/g, "oe")
    .replaceAll(/ü/g, "ue")
    .replaceAll(/Ä/g, "Ae")
    .replaceAll(/Ö/g, "Oe")
    .replaceAll(/Ü/g, "Ue")
    .replaceAll("ß", "ss")
    .normalize("NFD")
    .replaceAll(/\p{M}/gu, "");
  return [...new Set([text, plain, spelled])];
};

/** Words of a name, split at white space and commas. */
export const wordsOf = (text: string): readonly string[] => text.split(/[\s,;]+/u).filter((word) => word !== "");

/** A literal whose white space may be any white space (a line break in a mail), and whose hyphens may be spaces. */
export const flexible = (text: string): string =>
  wordsOf(text)
    .map((word) => word.split(/[-‐‑]/u).map(escapeRegExp).join("[-‐‑ ]?"))
    .join(String.raw`[\s,]{1,3}`);
