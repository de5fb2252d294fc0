// Sources with levels, and how they combine. Higher means more of the source's value is there.

export const levels = { aggregated: 1, derived: 2, copied: 3 } as const;
export type LevelName = keyof typeof levels;
type Rank = (typeof levels)[LevelName];

/** Source column → how much of it is in a value. */
export type Sources = ReadonlyMap<string, Rank>;

export const none: Sources = new Map();

export const union = (all: readonly Sources[]): Sources => {
  const present = all.filter((sources) => sources.size > 0);
  if (present.length <= 1) return present[0] ?? none;
  const merged = new Map<string, Rank>();
  for (const sources of present)
    for (const [source, rank] of sources) if (rank > (merged.get(source) ?? 0)) merged.set(source, rank);
  return merged;
};

/** No more of any source than `most`. */
export const atMost = (sources: Sources, most: LevelName): Sources => {
  const limit = levels[most];
  if ([...sources.values()].every((rank) => rank <= limit)) return sources;
  return new Map([...sources].map(([source, rank]) => [source, rank <= limit ? rank : limit]));
};

export const all = (names: Iterable<string>, level: LevelName): Sources =>
  new Map([...names].map((name) => [name, levels[level]]));

/** What is known of an operator's output: sources by column, what decides its rows, and whose rows these are (`table.*`). */
export interface Flow {
  readonly columns: readonly Sources[];
  readonly control: ReadonlySet<string>;
  readonly existence: ReadonlySet<string>;
  /** The plan's number for these columns, where something above may still refer to them by it. */
  readonly tableIndex?: unknown;
}

export const withControl = (flow: Flow, added: Iterable<Sources>): Flow => {
  const control = new Set(flow.control);
  for (const sources of added) for (const source of sources.keys()) control.add(source);
  return { ...flow, control };
};

export const joinSets = (a: ReadonlySet<string>, b: ReadonlySet<string>): ReadonlySet<string> =>
  a.size === 0 ? b : b.size === 0 ? a : new Set([...a, ...b]);
