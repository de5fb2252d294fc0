// Groups of rows that lie together: k-means with k-means++ seeding (Arthur and Vassilvitskii 2007) and Lloyd's iteration.

export type Vector = readonly number[];

export interface Clusters {
  readonly centres: readonly Vector[];
  /** The centre's place for each row. */
  readonly of: readonly number[];
  /** Sum of squared distances. */
  readonly inertia: number;
}

export const squaredDistance = (a: Vector, b: Vector): number =>
  a.reduce((sum, value, index) => sum + (value - (b[index] ?? 0)) ** 2, 0);

/** Mulberry32: the same rows give the same groups. */
function randomOf(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const nearest = (row: Vector, centres: readonly Vector[]): { readonly place: number; readonly distance: number } => {
  let best = { place: 0, distance: Number.POSITIVE_INFINITY };
  for (const [place, centre] of centres.entries()) {
    const distance = squaredDistance(row, centre);
    if (distance < best.distance) best = { place, distance };
  }
  return best;
};

/** Each further centre is drawn with a chance in proportion to its squared distance from those there are. */
function seeded(rows: readonly Vector[], k: number, random: () => number): readonly Vector[] {
  const centres: Vector[] = [rows[Math.floor(random() * rows.length)] ?? []];
  while (centres.length < k) {
    const distances = rows.map((row) => nearest(row, centres).distance);
    let left = random() * distances.reduce((sum, it) => sum + it, 0);
    const place = distances.findIndex((it) => (left -= it) < 0);
    centres.push(rows[place < 0 ? rows.length - 1 : place] ?? []);
  }
  return centres;
}

const meanOf = (rows: readonly Vector[], otherwise: Vector): Vector =>
  rows.length === 0
    ? otherwise
    : otherwise.map((_, index) => rows.reduce((sum, row) => sum + (row[index] ?? 0), 0) / rows.length);

function once(rows: readonly Vector[], k: number, random: () => number): Clusters {
  let centres = seeded(rows, k, random);
  let of: readonly number[] = [];
  for (let round = 0; round < 100; round++) {
    const next = rows.map((row) => nearest(row, centres).place);
    if (next.every((it, index) => it === of[index])) break;
    of = next;
    centres = centres.map((centre, place) =>
      meanOf(
        rows.filter((_, index) => next[index] === place),
        centre,
      ),
    );
  }
  const inertia = rows.reduce((sum, row, index) => sum + squaredDistance(row, centres[of[index] ?? 0] ?? []), 0);
  return { centres, of, inertia };
}

/** The best of `starts` seedings. */
export function kMeans(rows: readonly Vector[], k: number, starts = 8): Clusters {
  const random = randomOf(k);
  const tries = Array.from({ length: starts }, () => once(rows, k, random));
  return tries.reduce((best, it) => (it.inertia < best.inertia ? it : best));
}
