// A chart of the answer: drawn by the server as this viewer may see it, shown as a picture, in which nothing can run or load.
// Tokens in it become the page's names here, on the user's screen.
import type { ChartBlock } from "@gantry/contract";
import type { z } from "zod";
import { chartInWords } from "../chart/words.ts";
import { make } from "./make.ts";
import type { Names } from "./names.ts";
import { heading } from "./surface.ts";
import type { Surface } from "./surface.ts";

/** Letters of a name that an axis has room for. */
const room = 30;

const entities = [
  ["&", "&amp;"],
  ["<", "&lt;"],
  [">", "&gt;"],
  ['"', "&quot;"],
  ["'", "&#39;"],
] as const;
const escaped = (text: string): string =>
  entities.reduce((all, [letter, entity]) => all.replaceAll(letter, entity), text);
const unescaped = (text: string): string =>
  entities.toReversed().reduce((all, [letter, entity]) => all.replaceAll(entity, letter), text);

/** By its text alone: a parsed picture would stand under the page's policy, which may forbid the styles in it. */
const named = (svg: string, names: Names): string =>
  svg.replaceAll(/>([^<>]*)<\/text>/g, (whole: string, drawn: string) => {
    const given = unescaped(drawn);
    const name = names.text(given);
    if (name === given) return whole;
    return `>${escaped(name.length > room ? `${name.slice(0, room - 1)}…` : name)}</text>`;
  });

/** `number` counts the answer's charts from 1. */
export function renderChart(block: z.infer<typeof ChartBlock>, number: number, surface: Surface): readonly Node[] {
  const { names } = surface;
  const place = make("figure", {
    class: "chart",
    role: "img",
    "aria-label": chartInWords(block, (text) => names.text(text)),
  });
  void surface.chart(number).then(
    (svg) => place.append(make("img", { alt: "", src: `data:image/svg+xml,${encodeURIComponent(named(svg, names))}` })),
    () => place.append(make("p", { class: "hint" }, "This chart can't be drawn now.")),
  );
  return [heading(block.spec.title), place];
}
