// From scored pairs to pairs that can stand: each record once, and none that has a rival as good.

export interface ScoredPair {
  readonly left: string;
  readonly right: string;
  /** P(match), 0 to 1. */
  readonly score: number;
  /** Orders pairs of the same score: likeness of the names. */
  readonly likeness: number;
}

export interface AssignedPair<T extends ScoredPair> {
  readonly pair: T;
  /** Another pair of one of the two is just as good: a person must say which. */
  readonly ambiguous: boolean;
}

/** The best pair first; a record that has been taken is not given again. */
export function assignPairs<T extends ScoredPair>(pairs: readonly T[]): readonly AssignedPair<T>[] {
  const ordered = pairs.toSorted(
    (a, b) => b.score - a.score || b.likeness - a.likeness || (a.left + a.right < b.left + b.right ? -1 : 1),
  );
  const rivals = (pair: T): boolean =>
    ordered.some(
      (other) =>
        other !== pair &&
        (other.left === pair.left) !== (other.right === pair.right) &&
        other.score === pair.score &&
        other.likeness === pair.likeness,
    );
  const left = new Set<string>();
  const right = new Set<string>();
  const assigned: AssignedPair<T>[] = [];
  for (const pair of ordered) {
    if (left.has(pair.left) || right.has(pair.right)) continue;
    left.add(pair.left);
    right.add(pair.right);
    assigned.push({ pair, ambiguous: rivals(pair) });
  }
  return assigned;
}
