// Whether a reply repeats what its writer was told of the data: no letter says that to its reader.
import { fenceRules } from "../prompt/fence.ts";
import { once } from "./once.ts";

/** Words in a row that are no chance. */
const length = 7;

const wordsOf = (text: string): readonly string[] =>
  text
    .normalize("NFKC")
    .toLowerCase()
    .match(/\p{L}+/gu) ?? [];

const runsOf = (text: string): readonly string[] => {
  const words = wordsOf(text);
  return Array.from({ length: Math.max(0, words.length - length + 1) }, (_, at) =>
    words.slice(at, at + length).join(" "),
  );
};

const rules = once(() => new Set(runsOf(fenceRules({ hasTokens: true, hasRanges: true }))));

export const recitesRules = (text: string): boolean => runsOf(text).some((run) => rules().has(run));
