// Ways to write so that a person reads what a search does not find. In a plain text for a customer none has a place.

const twins = /(?<![\p{L}\p{N}])[аеорсхіАЕОРСНВ]{2,40}(?![\p{L}\p{N}])/u;
/** A unit such as μm is no disguise. */
const mixed =
  /\p{Script=Latin}(?![μΩ])[\p{Script=Cyrillic}\p{Script=Greek}]|(?![μΩ])[\p{Script=Cyrillic}\p{Script=Greek}]\p{Script=Latin}/u;
const apart = /(?<![\p{L}\p{N}])(?:[\p{L}\p{N}][ \u00a0]){5,80}[\p{L}\p{N}](?![\p{L}\p{N}])/u;
const wide = /[\uff01-\uff5e]{3}/u;
const markup =
  /<\/?[a-z][^<>]{0,200}>|&(?:#\d{2,7}|#x[\da-f]{2,6}|[a-z]{2,8});|\[[^\]\n]{0,200}\]\([^)\n]{0,400}\)|\p{L}\*\*\p{L}/iu;

/** What of a text is disguised, in words for a person; null for nothing. */
export const disguiseIn = (text: string): string | null => {
  if (mixed.test(text) || twins.test(text)) return "letters of another alphabet that look like ours";
  if ((text.match(/\u00ad/g)?.length ?? 0) > 2) return "hyphens that no reader sees";
  if (wide.test(text)) return "letters of double width";
  if (apart.test(text)) return "words whose letters stand apart";
  return markup.test(text) ? "markup in a plain text" : null;
};
