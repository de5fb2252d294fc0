// Which words of a text another one keeps, drops and adds.
import type { WordChange } from "@gantry/contract";

/** Texts of more words than this are not compared word by word. */
const most = 2_000;

const wordsOf = (text: string): readonly string[] => text.match(/\s+|[^\s]+/g) ?? [];

/** The longest common subsequence of words, neighbours of one kind joined. */
export function wordChanges(before: string, after: string): WordChange[] {
  if (before === after) return before === "" ? [] : [["=", before]];
  const [old, fresh] = [wordsOf(before), wordsOf(after)];
  if (old.length > most || fresh.length > most)
    return joined([
      ["-", before],
      ["+", after],
    ]);
  const width = fresh.length + 1;
  /** Length of what both have from these places on. */
  const common = new Uint16Array((old.length + 1) * width);
  for (let i = old.length - 1; i >= 0; i -= 1)
    for (let j = fresh.length - 1; j >= 0; j -= 1)
      common[i * width + j] =
        old[i] === fresh[j]
          ? (common[(i + 1) * width + j + 1] ?? 0) + 1
          : Math.max(common[(i + 1) * width + j] ?? 0, common[i * width + j + 1] ?? 0);
  const changes: WordChange[] = [];
  let [i, j] = [0, 0];
  while (i < old.length || j < fresh.length) {
    if (i < old.length && old[i] === fresh[j]) {
      changes.push(["=", old[i] ?? ""]);
      i += 1;
      j += 1;
    } else if (
      j >= fresh.length ||
      (i < old.length && (common[(i + 1) * width + j] ?? 0) >= (common[i * width + j + 1] ?? 0))
    ) {
      changes.push(["-", old[i] ?? ""]);
      i += 1;
    } else {
      changes.push(["+", fresh[j] ?? ""]);
      j += 1;
    }
  }
  return joined(changes);
}

function joined(changes: readonly WordChange[]): WordChange[] {
  const all: WordChange[] = [];
  for (const [kind, text] of changes) {
    const last = all.at(-1);
    if (last?.[0] === kind) last[1] += text;
    else if (text !== "") all.push([kind, text]);
  }
  return all;
}
