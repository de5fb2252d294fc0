// How much of what is marked was masked, counted in characters.

export interface Stretch {
  readonly type: string;
  readonly start: number;
  readonly end: number;
}

export interface CharacterScore {
  readonly precision: number;
  readonly recall: number;
  /** F with beta = 2: recall counts twice as much as precision. */
  readonly f2: number;
  /** By marked type: characters marked, and the share of them that was masked. */
  readonly marked: Readonly<Record<string, { readonly characters: number; readonly recall: number }>>;
  /** By label given: characters masked, and the share of them that was marked (as anything). */
  readonly given: Readonly<Record<string, { readonly characters: number; readonly precision: number }>>;
}

const cover = (length: number, stretches: readonly Stretch[]): (string | undefined)[] => {
  const types = Array.from<string | undefined>({ length });
  for (const { type, start, end } of stretches) types.fill(type, start, end);
  return types;
};

interface Tally {
  all: number;
  hit: number;
}

const count = (tallies: Map<string, Tally>, type: string, isHit: boolean): void => {
  const tally = tallies.get(type) ?? { all: 0, hit: 0 };
  tally.all += 1;
  if (isHit) tally.hit += 1;
  tallies.set(type, tally);
};

const share = (hit: number, all: number): number => (all === 0 ? 1 : hit / all);

/** Scores texts: every character that any mark covers is to be masked, whatever it was marked as; every other is not. */
export const scoreCharacters = (
  texts: readonly {
    readonly length: number;
    readonly marked: readonly Stretch[];
    readonly masked: readonly Stretch[];
  }[],
): CharacterScore => {
  const marked = new Map<string, Tally>();
  const given = new Map<string, Tally>();
  for (const text of texts) {
    const [wanted, got] = [cover(text.length, text.marked), cover(text.length, text.masked)];
    for (let at = 0; at < text.length; at += 1) {
      const [want, have] = [wanted[at], got[at]];
      if (want !== undefined) count(marked, want, have !== undefined);
      if (have !== undefined) count(given, have, want !== undefined);
    }
  }
  const sum = (tallies: Map<string, Tally>): Tally =>
    [...tallies.values()].reduce((total, { all, hit }) => ({ all: total.all + all, hit: total.hit + hit }), {
      all: 0,
      hit: 0,
    });
  const [wanted, got] = [sum(marked), sum(given)];
  const recall = share(wanted.hit, wanted.all);
  const precision = share(got.hit, got.all);
  return {
    precision,
    recall,
    f2: precision + recall === 0 ? 0 : (5 * precision * recall) / (4 * precision + recall),
    marked: Object.fromEntries(
      [...marked].map(([type, { all, hit }]) => [type, { characters: all, recall: share(hit, all) }]),
    ),
    given: Object.fromEntries(
      [...given].map(([type, { all, hit }]) => [type, { characters: all, precision: share(hit, all) }]),
    ),
  };
};
