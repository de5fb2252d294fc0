// How well classes are told apart.

/** F1 of each class, and their plain mean, from pairs of (told, true). */
export const macroF1 = <Class>(pairs: readonly (readonly [told: Class, truth: Class])[]): number => {
  const classes = [...new Set(pairs.flatMap(([told, truth]) => [told, truth]))];
  const scores = classes.map((it) => {
    const hits = pairs.filter(([told, truth]) => told === it && truth === it).length;
    const told = pairs.filter((pair) => pair[0] === it).length;
    const true_ = pairs.filter((pair) => pair[1] === it).length;
    return told + true_ === 0 ? 1 : (2 * hits) / (told + true_);
  });
  return scores.reduce((a, b) => a + b, 0) / scores.length;
};

/** A mood as one of three classes. */
export const moodOf = (sentiment: number): -1 | 0 | 1 => (sentiment > 0.2 ? 1 : sentiment < -0.2 ? -1 : 0);
