// Ways to write so that a person reads what a search does not find. In a plain text for a customer none has a place.

const twins = /(?<![\p{L}\p{N}])[аеорсхіАЕОРСНВ]{2,40}(?![\p{L}\p{N}])/u;
/** A unit such as μm is no disguise. */
const mixed =
  /\p{Script=Latin}(?![μΩ])[\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Armenian}\p{Script=Cherokee}]|(?![μΩ])[\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Armenian}\p{Script=Cherokee}]\p{Script=Latin}/u;
/** Single letters in a row, or figures with nothing but blanks between, by whatever they are held apart. */
const apart = /(?<![\p{L}\p{N}])(?:(?:\p{L}[^\p{L}\p{N}]{1,4}){5}\p{L}|(?:\d[ .\u00a0-]{1,3}){7}\d)(?![\p{L}\p{N}])/u;
const wide = /[\uff01-\uff5e]{3}/u;
/** Letters as small capitals, in circles and boxes, raised, turned over: Latin to the eye, none of ours to a search. */
const fancy =
  /[\u0250-\u02af\u02b0-\u02b8\u02e0-\u02e4\u1d00-\u1dbf\u2070-\u209c\u2c60-\u2c7f\ua720-\ua7ff\ufb00-\ufb06\u{10780}-\u{107ba}]{2}|[\u2460-\u24ff\u{1d400}-\u{1d7ff}\u{1f110}-\u{1f18f}]{3}|(?:[\u2460-\u24ff\u{1d400}-\u{1d7ff}\u{1f110}-\u{1f18f}][ \u00a0]){2}|[\u{1f1e6}-\u{1f1ff}]{5}/u;
/** Accents that no letter of ours has: struck through, stacked. */
const struck = /(?:\p{L}\p{M}{1,8}){3}|\p{M}{3}/u;
/** "fr€e", "pr|ce", "fr@e". */
const signs = /\p{Ll}[€$£¥|¡¦§±¤]\p{Ll}|(?<![\p{L}\p{N}._-])\p{L}{1,12}@\p{L}{1,12}(?![\p{L}\p{N}.@-])/u;
const markup =
  /<\/?[a-z][^<>]{0,200}>|&(?:#\d{2,7}|#x[\da-f]{2,6}|[a-z]{2,8});|\[[^\]\n]{0,200}\]\([^)\n]{0,400}\)|\p{L}(?:\*\*|__|~~)\p{L}/iu;
/** "saiboT llerK", "rnT obi asK": a capital where a word ends. */
const turned = /(?<![\p{L}\p{N}])(?!mbH)\p{Ll}{2,20}\p{Lu}(?![\p{L}\p{N}])/u;
/** "f.r.e.e" is apart; "h-al-f p-ri-ce", "ha/lf pr/ice": marks inside words, again and again. */
const cut = /(?:(?<![\p{L}\p{N}])\p{L}{1,4}(?:[-/.·•_*'’]\p{L}{1,4}){2,8}(?![\p{L}\p{N}])[^\p{L}\p{N}]{0,3}){2}/u;
const digit = String.raw`(?:zero|oh|one|two|three|four|five|six|seven|eight|nine|null|eins|zwei|zwo|drei|vier|fünf|sechs|sieben|acht|neun|zéro|un|deux|trois|quatre|cinq|sept|huit|neuf)`;
/** An account or a number to call, digit by digit. */
const spoken = new RegExp(String.raw`(?<!\p{L})${digit}(?:[ ,-]{1,3}(?:double )?${digit}){4}(?!\p{L})`, "iu");

/** What of a text is disguised, in words for a person; null for nothing. */
export const disguiseIn = (text: string): string | null => {
  if (mixed.test(text) || twins.test(text) || fancy.test(text))
    return "letters of another alphabet that look like ours";
  if (struck.test(text.normalize("NFC"))) return "letters with marks that no letter of ours has";
  if ((text.match(/\u00ad/g)?.length ?? 0) > 2) return "hyphens that no reader sees";
  if (wide.test(text)) return "letters of double width";
  if (apart.test(text) || cut.test(text) || turned.test(text)) return "words whose letters stand apart";
  if (signs.test(text)) return "signs in place of letters";
  if (spoken.test(text)) return "a number told digit by digit in words";
  return markup.test(text) ? "markup in a plain text" : null;
};
