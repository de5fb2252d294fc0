// Rows as time series: those of one `series` in the order of `day`, with the season that the distance between them suggests.
import type { Cell } from "../../catalog/index.ts";
import { numeric } from "../phrase/index.ts";

type Row = Readonly<Record<string, Cell>>;

export interface Point {
  /** Which of the rows given. */
  readonly index: number;
  /** Days since 1970. */
  readonly at: number;
  /** Null where it is missing, or still to come. */
  readonly value: number | null;
}

export interface TimeSeries {
  readonly name: string;
  /** Oldest first. */
  readonly points: readonly Point[];
  /** Periods until a season comes back: 12 of months, 52 of weeks, 7 of days, 4 of quarters; 1 where there is none. */
  readonly season: number;
}

const milliseconds = 86_400_000;

const dayOf = (cell: Cell | undefined): number | null => {
  if (typeof cell === "number") return cell;
  const time = typeof cell === "string" ? Date.parse(cell.length === 10 ? `${cell}T00:00:00Z` : cell) : Number.NaN;
  return Number.isNaN(time) ? null : time / milliseconds;
};

export const medianOf = (values: readonly number[]): number => {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2;
};

const seasons = [
  { from: 0.9, to: 1.1, season: 7 },
  { from: 6, to: 8, season: 52 },
  { from: 27, to: 32, season: 12 },
  { from: 88, to: 94, season: 4 },
] as const;

const seasonOf = (points: readonly Point[]): number => {
  const gaps = points.slice(1).map((point, index) => point.at - (points[index]?.at ?? point.at));
  const gap = medianOf(gaps);
  return seasons.find(({ from, to }) => gap >= from && gap <= to)?.season ?? 1;
};

/** Rows without a day are left out. */
export function seriesOf(rows: readonly Row[]): readonly TimeSeries[] {
  const dated = rows.flatMap((row, index) => {
    const at = dayOf(row["day"]);
    const name = row["series"];
    return at === null
      ? []
      : [{ name: typeof name === "string" ? name : "", point: { index, at, value: numeric(row["value"]) } }];
  });
  return [...Map.groupBy(dated, (it) => it.name)].map(([name, all]) => {
    const points = all.map((it) => it.point).sort((a, b) => a.at - b.at);
    return { name, points, season: seasonOf(points) };
  });
}

/** What was seen, up to the last value; gaps within are filled on a straight line. */
export function seenOf({ points }: TimeSeries): readonly number[] {
  const first = points.findIndex((it) => it.value !== null);
  const last = points.findLastIndex((it) => it.value !== null);
  if (first < 0) return [];
  const values = points.slice(first, last + 1).map((it) => it.value);
  return values.map((value, index) => {
    if (value !== null) return value;
    const left = values.findLastIndex((it, at) => at < index && it !== null);
    const right = values.findIndex((it, at) => at > index && it !== null);
    const [from, to] = [values[left] ?? 0, values[right] ?? 0];
    return from + ((to - from) * (index - left)) / (right - left);
  });
}

/** The three columns that models of series read. */
export const seriesInputs = [
  { name: "series", type: "varchar" },
  { name: "day", type: "date" },
  { name: "value", type: "double" },
] as const;
