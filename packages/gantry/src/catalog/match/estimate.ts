// Fellegi–Sunter: how probable it is that two records are of the same thing, given on which fields they agree.
//
// A pair agrees on field k at level l with probability m_kl if it is a match, u_kl if it is none; fields are taken to be
// independent given that. By Bayes, P(match | pattern) = λ Π m / (λ Π m + (1 − λ) Π u), λ being the share of matches.
// (I. P. Fellegi, A. B. Sunter: A Theory for Record Linkage, JASA 64, 1969.) The parameters are those of greatest
// likelihood over the counted patterns, by expectation–maximisation (W. E. Winkler: Using the EM Algorithm for Weight
// Computation in the Fellegi–Sunter Model, ASA 1988). A field that one side lacks says nothing: m = u = 1
// (T. Enamorado, B. Fifield, K. Imai: Using a Probabilistic Model to Assist Merging, APSR 113, 2019).

/** Level of each field; -1 where one side has no value. */
export type Levels = readonly number[];

export interface PatternCount {
  readonly levels: Levels;
  readonly pairs: number;
}

export interface MatchModel {
  /** Share of matches among all pairs. */
  readonly lambda: number;
  /** By field and level: probability among matches, and among the others. */
  readonly m: readonly (readonly number[])[];
  readonly u: readonly (readonly number[])[];
  readonly rounds: number;
}

const smallest = 1e-6;
const mostRounds = 2000;

/** Shares of counts, with half a pair more of each: what was never seen is rare, not impossible. */
const normalised = (weights: readonly number[]): readonly number[] => {
  const floored = weights.map((weight) => weight + 0.5);
  const sum = floored.reduce((total, weight) => total + weight, 0);
  return floored.map((weight) => weight / sum);
};

/** Weighed counts of a field's levels; a pair counts only where both sides have a value. */
const countsOf = (
  patterns: readonly PatternCount[],
  field: number,
  size: number,
  weightOf: (index: number) => number,
): number[] => {
  const counts = Array.from({ length: size }, () => 0);
  patterns.forEach(({ levels, pairs }, index) => {
    const level = levels[field] ?? -1;
    if (level >= 0) counts[level] = (counts[level] ?? 0) + pairs * weightOf(index);
  });
  return counts;
};

/** The probability of a pattern in one class. */
const likelihood = (levels: Levels, shares: readonly (readonly number[])[]): number =>
  levels.reduce((product, level, field) => product * (level < 0 ? 1 : (shares[field]?.[level] ?? smallest)), 1);

/** P(match | levels). */
export const probabilityOf = (levels: Levels, { lambda, m, u }: Pick<MatchModel, "lambda" | "m" | "u">): number => {
  const match = lambda * likelihood(levels, m);
  const other = (1 - lambda) * likelihood(levels, u);
  return match + other === 0 ? 0 : match / (match + other);
};

/** What a field's level adds to the evidence: log2(m / u), as bits. */
export const bitsOf = ({ m, u }: MatchModel, field: number, level: number): number =>
  level < 0 ? 0 : Math.log2((m[field]?.[level] ?? smallest) / (u[field]?.[level] ?? smallest));

export interface MatchEvidence {
  /** Patterns of the pairs that were compared: those that share a block, so all that are alike in a text. */
  readonly compared: readonly PatternCount[];
  /** Patterns of pairs taken at random, of which hardly any match. */
  readonly random: readonly PatternCount[];
  /** Records of each side. All pairs are `left × right`; those outside the blocks differ in their texts. */
  readonly left: number;
  readonly right: number;
  /** By field: how many levels it has, and whether the blocks are made of it. */
  readonly fields: readonly { readonly levels: number; readonly blocks: boolean }[];
}

/**
 * Fits the model over all pairs. u of a field that makes no blocks is read off random pairs. Of one that does, random
 * pairs say nothing: two names that are alike are too rare among them. There it is what is left of the compared pairs
 * once the matches are taken away, over all pairs.
 */
export function fitMatchModel({ compared, random, left, right, fields }: MatchEvidence): MatchModel {
  const all = Math.max(1, left * right);
  // Each record matches at most one.
  const most = Math.max(1, Math.min(left, right));
  // Among matches most agree: each level is ten times as frequent as the one below.
  let m = fields.map(({ levels }) =>
    normalised(Array.from({ length: levels }, (_, level) => 1000 * 0.1 ** (levels - 1 - level))),
  );
  const uOf = (posterior: (index: number) => number): readonly (readonly number[])[] =>
    fields.map(({ levels, blocks }, field) => {
      if (!blocks) return normalised(countsOf(random, field, levels, () => 1));
      const [, ...alike] = countsOf(compared, field, levels, (index) => 1 - posterior(index));
      return normalised([Math.max(0, all - most - alike.reduce((sum, count) => sum + count, 0)), ...alike]);
    });
  let lambda = most / 2 / all;
  // At first whoever agrees best everywhere is taken for the same.
  let u = uOf((index) =>
    compared[index]?.levels.every((level, field) => level < 0 || level === (fields[field]?.levels ?? 0) - 1) ? 1 : 0,
  );
  let rounds = 0;
  for (; rounds < mostRounds; rounds += 1) {
    const model = { lambda, m, u };
    const posterior = compared.map(({ levels }) => probabilityOf(levels, model));
    const matches = compared.reduce((sum, { pairs }, index) => sum + pairs * (posterior[index] ?? 0), 0);
    const nextM = fields.map(({ levels }, field) =>
      normalised(countsOf(compared, field, levels, (index) => posterior[index] ?? 0)),
    );
    const nextLambda = Math.min(most, Math.max(1, matches)) / all;
    const moved = Math.max(
      Math.abs(nextLambda - lambda) * (all / most),
      ...nextM.flatMap((levels, field) => levels.map((share, level) => Math.abs(share - (m[field]?.[level] ?? 0)))),
    );
    [m, u, lambda] = [nextM, uOf((index) => posterior[index] ?? 0), nextLambda];
    if (moved < 1e-5) break;
  }
  return { lambda, m, u, rounds };
}
