// A model card for people.
import type { ModelCard } from "@gantry/contract";
import { dim } from "./terminal.ts";

const listed = (title: string, lines: readonly string[]): readonly string[] =>
  lines.length === 0 ? [] : ["", title, ...lines.map((line) => `  ${line}`)];

/** Prints a card, its figures below each other. */
export function printCard(name: string, card: ModelCard): void {
  const lines = [
    `${name}: ${card.does}`,
    dim(`version ${card.version}, ${card.date}`),
    ...listed("Made from", [card.data]),
    ...listed("Reads", [card.features.join(", ")]),
    ...listed(
      "Worth, measured on what it was not made from",
      card.quality.map(({ measure, value, on }) => `${String(value).padEnd(6)} ${measure} ${dim(`(${on})`)}`),
    ),
    ...listed("To know", card.notes),
  ];
  console.log(lines.join("\n"));
}
