// Outlines of the marks that our drawings use, as polygons: curves are cut into short straight pieces.

export type Point = readonly [x: number, y: number];
export type Polygon = readonly Point[];

const curvePieces = 16;

const quadratic = (a: Point, b: Point, c: Point, t: number): Point => {
  const s = 1 - t;
  return [s * s * a[0] + 2 * s * t * b[0] + t * t * c[0], s * s * a[1] + 2 * s * t * b[1] + t * t * c[1]];
};

const cubic = (a: Point, b: Point, c: Point, d: Point, t: number): Point => {
  const s = 1 - t;
  const [k, l, m, n] = [s * s * s, 3 * s * s * t, 3 * s * t * t, t * t * t];
  return [k * a[0] + l * b[0] + m * c[0] + n * d[0], k * a[1] + l * b[1] + m * c[1] + n * d[1]];
};

const along = (at: (t: number) => Point): Point[] =>
  Array.from({ length: curvePieces }, (_, i) => at((i + 1) / curvePieces));

export const ellipse = (x: number, y: number, rx: number, ry: number): Polygon =>
  Array.from({ length: 64 }, (_, i) => [x + rx * Math.cos((i * Math.PI) / 32), y + ry * Math.sin((i * Math.PI) / 32)]);

/** A rectangle with round corners, clockwise. */
export const rectangle = (x: number, y: number, width: number, height: number, radius: number): Polygon => {
  const r = Math.min(radius, width / 2, height / 2);
  const corners: readonly (readonly [number, number, number])[] = [
    [x + width - r, y + r, -90],
    [x + width - r, y + height - r, 0],
    [x + r, y + height - r, 90],
    [x + r, y + r, 180],
  ];
  return corners.flatMap(([cx, cy, from]) =>
    Array.from({ length: r === 0 ? 1 : 9 }, (_, i): Point => {
      const angle = ((from + i * 11.25) * Math.PI) / 180;
      return [cx + r * Math.cos(angle), cy + r * Math.sin(angle)];
    }),
  );
};

const operands: Readonly<Record<string, number>> = { M: 2, L: 2, H: 1, V: 1, C: 6, Q: 4, T: 2, Z: 0 };

/**
 * The sub-paths of a path's `d`.
 *
 * @throws Error naming a command that is none of M L H V C Q T Z, in either case
 */
export const path = (d: string): readonly Polygon[] => {
  const done: Point[][] = [];
  let current: Point[] = [];
  let [x, y] = [0, 0];
  // Where the last quadratic curve was drawn to: `T` goes on smoothly from there.
  let pull: Point | undefined;
  const end = (): void => {
    if (current.length > 1) done.push(current);
    current = [];
  };
  for (const [, letter = "", text = ""] of d.matchAll(/([A-Za-z])([^A-Za-z]*)/g)) {
    const command = letter.toUpperCase();
    const count = operands[command];
    if (count === undefined) throw new Error(`path command ${letter} is not drawn`);
    const numbers = (text.match(/-?(?:\d*\.\d+|\d+)/g) ?? []).map(Number);
    if (count === 0) {
      const [first] = current;
      if (first) [x, y] = first;
      end();
      continue;
    }
    for (let at = 0; at < numbers.length; at += count) {
      const own = numbers.slice(at, at + count);
      const isRelative = letter !== command;
      const point = (i: number): Point => [
        (own[i] ?? 0) + (isRelative ? x : 0),
        (own[i + 1] ?? 0) + (isRelative ? y : 0),
      ];
      const from: Point = [x, y];
      let to: Point;
      let control: Point | undefined;
      if (command === "H") to = [(own[0] ?? 0) + (isRelative ? x : 0), y];
      else if (command === "V") to = [x, (own[0] ?? 0) + (isRelative ? y : 0)];
      else to = point(count - 2);
      if (command === "M" && at === 0) {
        end();
        current = [to];
      } else {
        if (current.length === 0) current = [from];
        if (command === "C") current.push(...along((t) => cubic(from, point(0), point(2), to, t)));
        else if (command === "Q" || command === "T") {
          const bend: Point = command === "Q" ? point(0) : pull ? [2 * x - pull[0], 2 * y - pull[1]] : from;
          control = bend;
          current.push(...along((t) => quadratic(from, bend, to, t)));
        } else current.push(to);
      }
      pull = control;
      [x, y] = to;
    }
  }
  end();
  return done;
};

/** What a line of some width covers: a box for each piece, a disc at each end and bend. */
export const stroked = (lines: readonly Polygon[], width: number, closed: boolean): readonly Polygon[] => {
  const half = width / 2;
  return lines.flatMap((line) => {
    const [first] = line;
    const points = closed && first ? [...line, first] : line;
    const boxes = points.slice(1).flatMap((b, i): Polygon[] => {
      const a = points[i] ?? b;
      const length = Math.hypot(b[0] - a[0], b[1] - a[1]);
      if (length === 0) return [];
      const [nx, ny] = [(-(b[1] - a[1]) / length) * half, ((b[0] - a[0]) / length) * half];
      return [
        [
          [a[0] - nx, a[1] - ny],
          [b[0] - nx, b[1] - ny],
          [b[0] + nx, b[1] + ny],
          [a[0] + nx, a[1] + ny],
        ],
      ];
    });
    return [...boxes, ...points.map(([x, y]) => ellipse(x, y, half, half))];
  });
};
