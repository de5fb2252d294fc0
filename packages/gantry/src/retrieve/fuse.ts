// Joins rankings that can't be compared by their scores.

/** Reciprocal rank fusion (Cormack, Clarke and Büttcher, SIGIR 2009): each ranking gives 1 / (60 + rank); the best first. */
export function fuse(
  rankings: readonly (readonly string[])[],
): readonly { readonly id: string; readonly score: number }[] {
  const scores = new Map<string, number>();
  for (const ranking of rankings) {
    for (const [index, id] of ranking.entries()) scores.set(id, (scores.get(id) ?? 0) + 1 / (60 + index + 1));
  }
  return [...scores].map(([id, score]) => ({ id, score })).sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1));
}
