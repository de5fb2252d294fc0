// A scene as SVG: sky, land and light of a season and a setting, the product before them, a mark that it was composed.
import { Buffer } from "node:buffer";

export interface Scene {
  /** `spring`, `summer`, `autumn`, `winter`. */
  readonly season: string;
  /** Words of it count: lake, coast, mountain, field, terrace, greenhouse, laboratory. */
  readonly setting: string;
  readonly name: string;
  readonly picture?: { readonly bytes: Buffer; readonly mediaType: string };
}

const [width, height] = [1200, 800];

interface Palette {
  readonly sky: readonly [string, string, string];
  readonly far: string;
  readonly near: string;
  readonly leaf: string;
  readonly light: string;
}

const seasons: Readonly<Record<string, Palette>> = {
  spring: {
    sky: ["#cfe9f5", "#e8f5ee", "#fdf6e3"],
    far: "#a9cfb2",
    near: "#7db98a",
    leaf: "#5fa36f",
    light: "#fff3bf",
  },
  summer: {
    sky: ["#8fd0ec", "#cdeaf0", "#fff1cf"],
    far: "#8fc3a0",
    near: "#5fa86c",
    leaf: "#3f8a57",
    light: "#ffd968",
  },
  autumn: {
    sky: ["#d9d3dd", "#f0dccb", "#fbe7c6"],
    far: "#c99f74",
    near: "#b5793f",
    leaf: "#94562a",
    light: "#ffc37a",
  },
  winter: {
    sky: ["#bcd3e6", "#dbe8f1", "#f4f7fa"],
    far: "#b7cbd9",
    near: "#dfe9f0",
    leaf: "#7f9cae",
    light: "#ffffff",
  },
};
const plain: Palette = {
  sky: ["#e9eef2", "#f3f6f8", "#ffffff"],
  far: "#d5dee5",
  near: "#e4eaef",
  leaf: "#a9b8c4",
  light: "#ffffff",
};

const escaped = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");

const mountains = ({ far }: Palette): string =>
  `<path d="M0 470L150 330L250 410L390 250L530 420L640 350L800 470L930 300L1080 430L1200 360V600H0Z" fill="${far}" opacity="0.75"/><path d="M390 250L430 299L404 296L388 312L366 283Z M930 300L968 333L944 334L928 350L902 330Z" fill="#fff" opacity="0.8"/>`;

const hills = ({ far, near }: Palette): string =>
  `<path d="M0 480Q180 360 380 450T760 430T1200 410V640H0Z" fill="${far}"/><path d="M0 540Q260 450 560 530T1200 500V660H0Z" fill="${near}"/>`;

const water = (sparkle: string): string =>
  `<rect y="500" width="1200" height="150" fill="#4fa3c7"/><rect y="500" width="1200" height="60" fill="#7fc4dc" opacity="0.7"/>${Array.from(
    { length: 22 },
    (_, i) =>
      `<rect x="${(i * 173) % 1180}" y="${512 + ((i * 61) % 120)}" width="${30 + ((i * 37) % 60)}" height="3" rx="1.5" fill="${sparkle}" opacity="0.5"/>`,
  ).join("")}`;

const grasses = ({ leaf }: Palette, from: number): string =>
  Array.from({ length: 46 }, (_, i) => {
    const x = (i * 131) % 1200;
    const tall = 26 + ((i * 29) % 40);
    return x > 280 && x < 920
      ? ""
      : `<path d="M${x} ${from}q${(i % 7) - 3} ${-tall / 2} ${(i % 11) - 5} ${-tall}" stroke="${leaf}" stroke-width="4" stroke-linecap="round" fill="none" opacity="0.8"/>`;
  }).join("");

const tree = (x: number, y: number, size: number, { leaf }: Palette): string =>
  `<rect x="${x - size * 0.06}" y="${y - size * 0.4}" width="${size * 0.12}" height="${size * 0.42}" fill="#7a5a3c"/><ellipse cx="${x}" cy="${y - size * 0.75}" rx="${size * 0.42}" ry="${size * 0.5}" fill="${leaf}"/><ellipse cx="${x - size * 0.18}" cy="${y - size * 0.85}" rx="${size * 0.24}" ry="${size * 0.28}" fill="#fff" opacity="0.12"/>`;

/** What the product stands on: planks of a table, seen from the front. */
const table = (top: string, edge: string): string =>
  `<path d="M90 664H1110L1200 800H0Z" fill="${top}"/><path d="M90 664H1110L1118 676H82Z" fill="#fff" opacity="0.35"/>${[
    260, 430, 600, 770, 940,
  ]
    .map(
      (x) =>
        `<path d="M${600 + (x - 600) * 0.86} 664L${600 + (x - 600) * 1.24} 800" stroke="${edge}" stroke-width="3" opacity="0.5"/>`,
    )
    .join("")}`;

const panes = (): string =>
  `<g stroke="#ffffff" stroke-width="9" opacity="0.75" fill="none">${[0, 200, 400, 600, 800, 1000, 1200].map((x) => `<path d="M${x} 0V664"/>`).join("")}<path d="M0 150H1200M0 400H1200"/></g>`;

const sunAt = (x: number, y: number, light: string): string =>
  `<circle cx="${x}" cy="${y}" r="210" fill="url(#glow)"/><circle cx="${x}" cy="${y}" r="62" fill="${light}"/>`;

const landscape = (setting: string, palette: Palette): string => {
  const says = (...words: string[]): boolean => words.some((it) => setting.includes(it));
  const wood = table("#c99b68", "#9d7243");
  const stone = table("#cfd3d2", "#a5acab");
  if (says("lake", "river", "water")) return mountains(palette) + water("#fff") + grasses(palette, 668) + wood;
  if (says("coast", "beach", "sea"))
    return water("#fff") + `<path d="M0 640Q300 600 640 634T1200 616V800H0Z" fill="#ecd7ab"/>` + wood;
  if (says("mountain", "alpine")) return mountains(palette) + hills(palette) + grasses(palette, 668) + stone;
  if (says("greenhouse", "plant"))
    return (
      hills(palette) +
      panes() +
      tree(120, 668, 190, palette) +
      tree(1090, 668, 210, palette) +
      grasses(palette, 668) +
      wood
    );
  if (says("terrace", "courtyard", "garden"))
    return hills(palette) + tree(150, 668, 260, palette) + tree(1060, 668, 300, palette) + stone;
  if (says("field", "meadow", "farm"))
    return hills(palette) + tree(1030, 560, 150, palette) + tree(210, 552, 120, palette) + grasses(palette, 668) + wood;
  return panes() + stone;
};

/** Composes it. The same parts give the same bytes. */
export const composeScene = ({ season, setting, name, picture }: Scene): string => {
  const palette = seasons[season] ?? plain;
  const [high, middle, low] = palette.sky;
  const product =
    picture === undefined
      ? ""
      : `<ellipse cx="600" cy="712" rx="240" ry="18" fill="#1d2b33" opacity="0.28" filter="url(#soft)"/><image href="data:${escaped(picture.mediaType)};base64,${picture.bytes.toString("base64")}" x="200" y="224" width="800" height="600" preserveAspectRatio="xMidYMid meet"/>`;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img">`,
    `<title>${escaped(name === "" ? "Product" : name)} (composed illustration)</title>`,
    "<desc>Composed by rule from the product's own picture, a season and a setting. No photograph, and no picture of an image model.</desc>",
    `<defs><linearGradient id="sky" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="${high}"/><stop offset="0.55" stop-color="${middle}"/><stop offset="1" stop-color="${low}"/></linearGradient><radialGradient id="glow"><stop offset="0" stop-color="${palette.light}" stop-opacity="0.85"/><stop offset="1" stop-color="${palette.light}" stop-opacity="0"/></radialGradient><filter id="soft" x="-20%" y="-100%" width="140%" height="300%"><feGaussianBlur stdDeviation="9"/></filter></defs>`,
    `<rect width="${width}" height="${height}" fill="url(#sky)"/>`,
    sunAt(965, 150, palette.light),
    landscape(setting, palette),
    product,
    `<g font-family="Helvetica,Arial,sans-serif" font-size="17"><rect x="16" y="758" width="196" height="28" rx="14" fill="#1d2b33" opacity="0.62"/><text x="114" y="777" text-anchor="middle" fill="#ffffff">Composed illustration</text></g>`,
    "</svg>",
  ].join("");
};
