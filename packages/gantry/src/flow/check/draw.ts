// A step that draws: what would reach the models that draw, and what its rows are made of.
import { modelDestination } from "../../policy/index.ts";
import { unionLabels, unionSources } from "../shape.ts";
import { placesIn } from "../template.ts";
import type { DrawStep, Shape, ShapeColumn } from "../types.ts";
import { bindSql, breach } from "./context.ts";
import type { Check } from "./context.ts";
import { expose } from "./exposure.ts";
import { requireColumn } from "./require-column.ts";
import { noted } from "./steps.ts";

export async function checkDraw(check: Check, name: string, step: DrawStep): Promise<Shape> {
  const rows = await bindSql(check, name, step.each);
  const key = requireColumn(check, name, rows, step.key, "the key is");
  const places = [...placesIn(step.template), ...(step.picture === undefined ? [] : [step.picture])];
  for (const place of places) requireColumn(check, name, rows, place, "it names");
  const read = rows.columns.filter((column) => places.includes(column.name));
  const before = check.exposures.length;
  for (const deployment of check.deployments.filter((it) => it.modality === "image")) {
    expose(check, {
      step: name,
      destination: modelDestination(deployment),
      columns: read,
      control: rows.control,
    });
  }
  // A token or a band means nothing to a model that draws: the row would be held back when it runs.
  const treated = check.exposures.slice(before).filter((it) => it.via === "value" && it.treatment !== "pass");
  for (const { column, treatment, destination, rule } of treated) {
    if (treatment === "refuse") continue;
    breach(
      check,
      name,
      "undrawable-column",
      `step "${name}": column ${column} may reach ${destination} as a ${treatment} only, and nothing can be drawn of that: ${rule}`,
      `leave it out of step "${name}"`,
    );
  }
  const made = { sources: unionSources(read), labels: unionLabels(...read.map((it) => it.labels)), endorsed: false };
  const image: ShapeColumn = { name: "image", type: "varchar", ...made };
  return {
    columns: [
      ...(key ? [key] : []),
      image,
      noted("model", "varchar"),
      noted("template", "boolean"),
      { name: "arguments", type: "json", ...made },
      { name: "flags", type: "json", ...made },
    ],
    control: rows.control,
  };
}
