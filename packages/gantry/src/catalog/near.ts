// Names that look like the one that was meant.

/** Letters to change, add, leave out or swap with the next. */
const distance = (a: string, b: string): number => {
  let before: readonly number[] = [];
  let previous = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const current = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const substitution = (previous[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      const isSwapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      const swap = isSwapped ? (before[j - 2] ?? 0) + 1 : Infinity;
      current.push(Math.min((previous[j] ?? 0) + 1, (current[j - 1] ?? 0) + 1, substitution, swap));
    }
    before = previous;
    previous = current;
  }
  return previous[b.length] ?? 0;
};

const last = (name: string): string => name.slice(name.lastIndexOf(".") + 1);

/** Up to three of `known` that resemble `name` (edit distance of the last part, or one containing the other), nearest first. */
export const nearMatches = (name: string, known: Iterable<string>): readonly string[] => {
  const wanted = last(name).toLowerCase();
  return [...new Set(known)]
    .map((candidate) => {
      const own = last(candidate).toLowerCase();
      const contained = wanted.length > 2 && own.length > 2 && (own.includes(wanted) || wanted.includes(own));
      return { candidate, far: contained ? 1 : distance(wanted, own) };
    })
    .filter(({ far }) => far <= Math.max(1, Math.floor(wanted.length / 3)))
    .sort((a, b) => a.far - b.far || a.candidate.localeCompare(b.candidate))
    .slice(0, 3)
    .map(({ candidate }) => candidate);
};
