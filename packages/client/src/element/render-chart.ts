// A chart of the answer: drawn by the server as this viewer may see it, shown as a picture, in which nothing can run or load.
import type { ChartBlock } from "@gantry/contract";
import type { z } from "zod";
import { formatCell } from "../format.ts";
import { make } from "./make.ts";
import { heading } from "./surface.ts";
import type { Surface } from "./surface.ts";

/** What the picture says, for who doesn't see it. */
const inWords = ({ spec, rows }: z.infer<typeof ChartBlock>): string => {
  const [axis] = spec.y;
  const values = rows
    .slice(0, 12)
    .map(
      (row) =>
        `${formatCell(row[spec.x.column], spec.x.format)} ${formatCell(row[axis?.column ?? ""], axis?.format ?? "number", axis?.unit)}`,
    );
  return `${spec.title}: ${values.join(", ")}${rows.length > 12 ? ` and ${rows.length - 12} more` : ""}`;
};

/** `number` counts the answer's charts from 1. */
export function renderChart(block: z.infer<typeof ChartBlock>, number: number, surface: Surface): readonly Node[] {
  const place = make("figure", { class: "chart", role: "img", "aria-label": inWords(block) });
  void surface.chart(number).then(
    (svg) => place.append(make("img", { alt: "", src: `data:image/svg+xml,${encodeURIComponent(svg)}` })),
    () => place.append(make("p", { class: "hint" }, "This chart can't be drawn now.")),
  );
  return [heading(block.spec.title), place];
}
