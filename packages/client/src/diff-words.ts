// What an edit changed, word by word, for a person to read.

export interface DiffPiece {
  readonly kind: "same" | "removed" | "added";
  readonly text: string;
}

/** Beyond this many pairs of words a text counts as rewritten between its common beginning and end. */
const mostPairs = 4_000_000;

/** Words, the spaces between them, and every other character by itself. */
const wordsOf = (text: string): readonly string[] => text.match(/[\p{L}\p{N}]+|\s+|./gsu) ?? [];

/**
 * The longest common subsequence of words stays, the rest is removed or added. The pieces that are the same or removed
 * make up the text before, those that are the same or added the text after.
 *
 * @example
 * diffWords("on Monday at ten", "on Friday at ten"); // on (same), Monday (removed), Friday (added), at ten (same)
 */
export function diffWords(before: string, after: string): readonly DiffPiece[] {
  const [a, b] = [wordsOf(before), wordsOf(after)];
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) start++;
  let end = 0;
  while (end < a.length - start && end < b.length - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end++;
  const middle = between(a.slice(start, a.length - end), b.slice(start, b.length - end));
  return joined([
    { kind: "same", text: a.slice(0, start).join("") },
    ...middle,
    { kind: "same", text: a.slice(a.length - end).join("") },
  ]);
}

function between(a: readonly string[], b: readonly string[]): readonly DiffPiece[] {
  if (a.length * b.length > mostPairs) {
    return [
      { kind: "removed", text: a.join("") },
      { kind: "added", text: b.join("") },
    ];
  }
  const width = b.length + 1;
  // Lengths of the longest common subsequence of what is left, from each pair of places on.
  const lengths = new Uint16Array((a.length + 1) * width);
  const lengthAt = (i: number, j: number): number => lengths[i * width + j] ?? 0;
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      lengths[i * width + j] =
        a[i] === b[j] ? lengthAt(i + 1, j + 1) + 1 : Math.max(lengthAt(i + 1, j), lengthAt(i, j + 1));
    }
  }
  const pieces: DiffPiece[] = [];
  let [i, j] = [0, 0];
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) {
      pieces.push({ kind: "same", text: a[i] ?? "" });
      i++;
      j++;
    } else if (j >= b.length || (i < a.length && lengthAt(i + 1, j) >= lengthAt(i, j + 1))) {
      pieces.push({ kind: "removed", text: a[i++] ?? "" });
    } else {
      pieces.push({ kind: "added", text: b[j++] ?? "" });
    }
  }
  return pieces;
}

/** Neighbours of one kind as one; between two changes nobody reads a lone space as unchanged. */
function joined(pieces: readonly DiffPiece[]): readonly DiffPiece[] {
  const out: DiffPiece[] = [];
  let [removed, added] = ["", ""];
  const flush = (): void => {
    if (removed !== "") out.push({ kind: "removed", text: removed });
    if (added !== "") out.push({ kind: "added", text: added });
    [removed, added] = ["", ""];
  };
  for (const [index, { kind, text }] of pieces.entries()) {
    if (text === "") continue;
    const isBetween = removed !== "" && added !== "" && /^\s+$/.test(text) && pieces[index + 1]?.kind !== "same";
    if (kind === "removed") removed += text;
    else if (kind === "added") added += text;
    else if (isBetween && index + 1 < pieces.length) {
      removed += text;
      added += text;
    } else {
      flush();
      const last = out.at(-1);
      if (last?.kind === "same") out[out.length - 1] = { kind, text: last.text + text };
      else out.push({ kind, text });
    }
  }
  flush();
  return out;
}
