// Draws each product: its kind's drawing in its line's colours, before a background that fits its collection.
import type { Picture } from "../types.ts";
import type { Paint, Sitter } from "./brush.ts";
import type { Product } from "./catalogue.ts";
import { balance, fieldKit, phMeter, plateReader, spectrometer } from "./draw-analysis.ts";
import { cabinet, incubator, pipette, pipettingRobot, shaker } from "./draw-automation.ts";
import { freezer, hotplate, imager, microscope, thermocycler, waterBath } from "./draw-imaging.ts";
import { centrifuge, chromatograph, floorCentrifuge } from "./draw-separation.ts";
import type { Kind, ProductLine } from "./lines.ts";

const drawings: Readonly<Record<Kind, (sitter: Sitter) => string>> = {
  centrifuge,
  "floor-centrifuge": floorCentrifuge,
  chromatograph,
  spectrometer,
  "plate-reader": plateReader,
  balance,
  "ph-meter": phMeter,
  "pipetting-robot": pipettingRobot,
  pipette,
  incubator,
  shaker,
  cabinet,
  microscope,
  imager,
  freezer,
  thermocycler,
  "water-bath": waterBath,
  hotplate,
  "field-kit": fieldKit,
};

interface Colours {
  readonly accent: string;
  readonly deep: string;
  readonly sky: readonly [string, string];
}

const ofLine: Readonly<Record<ProductLine, Colours>> = {
  Separation: { accent: "#2f7fb8", deep: "#174a72", sky: ["#eef5fa", "#cfe1ee"] },
  Analysis: { accent: "#7a57b5", deep: "#452d74", sky: ["#f4f0fa", "#dcd2ec"] },
  Automation: { accent: "#e0762f", deep: "#8d4313", sky: ["#fcf3ec", "#f1dccb"] },
  "Cell Culture": { accent: "#2f9e79", deep: "#155c45", sky: ["#edf8f4", "#cde8dd"] },
  Imaging: { accent: "#c8466b", deep: "#7a2140", sky: ["#fbf0f3", "#efd3dc"] },
  "Sample Care": { accent: "#3aa3b5", deep: "#17606d", sky: ["#edf8fa", "#cde6eb"] },
};

const summers: readonly Colours[] = [
  { accent: "#f2a31b", deep: "#b35c0b", sky: ["#fff7dd", "#bfe6ef"] },
  { accent: "#ef6a4c", deep: "#a8331b", sky: ["#fff1e6", "#c9ecdf"] },
  { accent: "#14a8a0", deep: "#0a6a70", sky: ["#f4fbe4", "#bde9ea"] },
];

function coloursOf(product: Product, model: number): Colours {
  if (product.collection.startsWith("Summer")) return summers[model % summers.length] ?? ofLine[product.line];
  return ofLine[product.line];
}

/** A vertical blend. */
function blend(id: string, top: string, bottom: string): string {
  return `<linearGradient id="${id}" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="${top}"/><stop offset="1" stop-color="${bottom}"/></linearGradient>`;
}

function backdrop(product: Product, colours: Colours, sky: string): string {
  const wall = `<rect width="480" height="360" fill="${sky}"/>`;
  if (!product.collection.startsWith("Summer")) {
    return `${wall}<rect y="270" width="480" height="90" fill="#ffffff" opacity="0.45"/><circle cx="396" cy="92" r="54" fill="${colours.accent}" opacity="0.07"/><circle cx="84" cy="196" r="82" fill="${colours.accent}" opacity="0.05"/>`;
  }
  return `${wall}<circle cx="392" cy="82" r="38" fill="#ffd45e"/><circle cx="392" cy="82" r="54" fill="#ffd45e" opacity="0.3"/><path d="M0 250q70 -46 150 -14t150 -8t180 10v122h-480z" fill="#9fcf8b" opacity="0.75"/><path d="M0 274q120 -24 240 -4t240 -6v96h-480z" fill="#7fba72"/><rect y="282" width="480" height="78" fill="#e9d3a8"/>`;
}

/** Where the picture of a product lies. */
export function picturePath(product: Product): string {
  return `products/${product.id}.svg`;
}

function draw(product: Product, model: number): string {
  const colours = coloursOf(product, model);
  const classic = !product.collection.startsWith("Summer") && product.collection !== "Core";
  const body = classic ? "#f1ead9" : "#fbfcfd";
  const shade = classic ? "#d3c7ab" : "#c5d1d8";
  const id = (name: string) => `${product.id}-${name}`;
  const paint: Paint = {
    accent: colours.accent,
    deep: colours.deep,
    body,
    shade,
    dark: "#2b3a44",
    bodyFill: `url(#${id("body")})`,
    darkFill: `url(#${id("dark")})`,
    glass: `url(#${id("glass")})`,
    metal: `url(#${id("metal")})`,
  };
  const defs = [
    blend(id("sky"), colours.sky[0], colours.sky[1]),
    blend(id("body"), body, shade),
    blend(id("dark"), "#4a5c68", "#22303a"),
    blend(id("metal"), "#eef2f4", "#97a6af"),
    `<linearGradient id="${id("glass")}" x1="0" y1="0" x2="1" y2="1"><stop offset="0" stop-color="#dff1f8" stop-opacity="0.75"/><stop offset="1" stop-color="#8fb9cc" stop-opacity="0.55"/></linearGradient>`,
  ].join("");
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 480 360" width="480" height="360" role="img" aria-label="${product.name}">`,
    `<title>${product.name}</title><defs>${defs}</defs>`,
    `<g id="${id("backdrop")}">`,
    backdrop(product, colours, `url(#${id("sky")})`),
    `<ellipse cx="240" cy="292" rx="160" ry="14" fill="#1d2b33" opacity="0.16"/></g>`,
    drawings[product.kind]({ paint, model }),
    "</svg>",
  ].join("");
}

/** One SVG per product, 480 by 360. */
export function makePictures(catalogue: readonly Product[]): Picture[] {
  const drawn = new Map<Kind, number>();
  return catalogue.map((product) => {
    const model = drawn.get(product.kind) ?? 0;
    drawn.set(product.kind, model + 1);
    return { path: picturePath(product), svg: draw(product, model) };
  });
}
