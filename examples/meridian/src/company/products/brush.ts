// Marks that drawings of instruments are made of.

export interface Paint {
  readonly accent: string;
  readonly deep: string;
  readonly body: string;
  readonly shade: string;
  readonly dark: string;
  /** References to gradients of the picture: `url(#…)`. */
  readonly bodyFill: string;
  readonly darkFill: string;
  readonly glass: string;
  readonly metal: string;
}

/** What one drawing is given: its colours and which of its kind's models it shows, from 0. */
export interface Sitter {
  readonly paint: Paint;
  readonly model: number;
}

const n = (value: number): string => String(Math.round(value * 10) / 10);

export function box(
  x: number,
  y: number,
  width: number,
  height: number,
  radius: number,
  fill: string,
  more = "",
): string {
  return `<rect x="${n(x)}" y="${n(y)}" width="${n(width)}" height="${n(height)}" rx="${n(radius)}" fill="${fill}"${more === "" ? "" : ` ${more}`}/>`;
}

export function disc(x: number, y: number, radius: number, fill: string, more = ""): string {
  return `<circle cx="${n(x)}" cy="${n(y)}" r="${n(radius)}" fill="${fill}"${more === "" ? "" : ` ${more}`}/>`;
}

export function oval(x: number, y: number, rx: number, ry: number, fill: string, more = ""): string {
  return `<ellipse cx="${n(x)}" cy="${n(y)}" rx="${n(rx)}" ry="${n(ry)}" fill="${fill}"${more === "" ? "" : ` ${more}`}/>`;
}

export function shape(path: string, fill: string, more = ""): string {
  return `<path d="${path}" fill="${fill}"${more === "" ? "" : ` ${more}`}/>`;
}

export function stroke(path: string, colour: string, width: number): string {
  return `<path d="${path}" fill="none" stroke="${colour}" stroke-width="${n(width)}" stroke-linecap="round" stroke-linejoin="round"/>`;
}

/** The same mark at regular places. */
export function row(count: number, draw: (i: number) => string): string {
  return Array.from({ length: count }, (_, i) => draw(i)).join("");
}

/** A display that is on: a curve, bars or figures, by `kind`. */
export function screen(x: number, y: number, width: number, height: number, paint: Paint, kind: number): string {
  const inner = box(x, y, width, height, 4, "#10202c") + box(x + 2, y + 2, width - 4, height - 4, 3, "#173445");
  const bright = "#7fe3d2";
  if (kind % 3 === 0) {
    const step = width / 8;
    const heights = [0.7, 0.55, 0.6, 0.25, 0.5, 0.35, 0.62];
    const points = heights
      .map((at, i) => `${i === 0 ? "M" : "L"}${n(x + step * (i + 1))} ${n(y + height * at)}`)
      .join("");
    return inner + stroke(points, bright, 2);
  }
  if (kind % 3 === 1) {
    const bars = row(5, (i) =>
      box(
        x + 6 + (i * (width - 12)) / 5,
        y + height - 5 - (height - 12) * (0.35 + ((i * 37) % 60) / 100),
        (width - 12) / 7,
        (height - 12) * (0.35 + ((i * 37) % 60) / 100),
        1,
        i === 2 ? paint.accent : bright,
      ),
    );
    return inner + bars;
  }
  return (
    inner +
    box(x + 6, y + 6, width * 0.5, 4, 2, bright) +
    box(x + 6, y + 14, width * 0.7, 3, 1.5, "#4e8f93") +
    box(x + 6, y + 20, width * 0.4, 3, 1.5, "#4e8f93") +
    disc(x + width - 10, y + 10, 4, paint.accent)
  );
}

export function vents(x: number, y: number, count: number, length: number, colour: string): string {
  return row(count, (i) => box(x, y + i * 6, length, 2.4, 1.2, colour));
}

export function feet(left: number, right: number, y: number, colour: string): string {
  return box(left, y, 22, 7, 3, colour) + box(right - 22, y, 22, 7, 3, colour);
}

/** Light falling on a glass or a case from the upper left. */
export function sheen(x: number, y: number, width: number, height: number): string {
  return shape(
    `M${n(x)} ${n(y)}h${n(width * 0.35)}l${n(-width * 0.22)} ${n(height)}h${n(-width * 0.13)}z`,
    "#ffffff",
    'opacity="0.22"',
  );
}

/** Tubes seen from the front. */
export function tubes(x: number, y: number, count: number, gap: number, liquid: string): string {
  return row(
    count,
    (i) =>
      box(x + i * gap, y, 8, 26, 4, "#ffffff", 'opacity="0.75"') +
      box(x + i * gap + 1, y + 8 + ((i * 5) % 9), 6, 17 - ((i * 5) % 9), 3, liquid),
  );
}
