// Addresses in the web: over-masking takes them, since they name companies and people's own pages.
import type { Hit } from "./hit.ts";
import { matchesOf } from "./matches.ts";

const link = /(?<![\p{L}\p{N}@])(?:https?:\/\/|ftp:\/\/|www\.)[^\s"'<>()[\]{}]{2,500}/giu;
/** Without a scheme: only under endings that are no file's. */
const host =
  /(?<![\p{L}\p{N}@./-])(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.){1,5}(?:com|org|net|info|biz|edu|gov|io|app|dev|eu|co|shop|online|de|fr|uk|ch|at|nl|be|it|es|se|dk|fi|us|ca|au|jp|cn|ru|br|pt|gr|hu|cz|ie|lu|pl|example)(?:\/[^\s"'<>()]{0,300})?(?![\p{L}\p{N}-]|\.\p{L})/giu;

/** URLs and names of hosts. The full stop or comma that ends the sentence stays. */
export const findLinks = (text: string): readonly Hit[] => {
  if (!text.includes(".")) return [];
  return [...matchesOf(text, link), ...matchesOf(text, host)].map((match): Hit => {
    const shown = match[0].replace(/[.,;:!?]+$/u, "");
    return { start: match.index, end: match.index + shown.length, label: "person.url", rank: 1 };
  });
};
