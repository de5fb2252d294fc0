// Collects paragraphs under the headings that stand above them: every reader tells what it meets in order.
import type { Paragraph, ReadDocument } from "../types.ts";

export interface Outline {
  heading(level: number, text: string): void;
  paragraph(text: string, place?: Pick<Paragraph, "page" | "line">): void;
  document(title: string | null): ReadDocument;
}

const invisible = /[\p{Cf}\p{Co}\u115f\u1160\u3164\uffa0]/gu;

/** Spaces joined, characters that no reader sees taken out: hidden text is neither found nor shown to a model. */
const visible = (text: string): string =>
  text
    .normalize("NFC")
    .replaceAll("\u00ad", "")
    .replaceAll(invisible, "")
    .replaceAll(/[^\S\n]+/g, " ")
    .replaceAll(/ ?\n ?/g, "\n")
    .trim();

export function createOutline(): Outline {
  const open: { readonly level: number; readonly text: string }[] = [];
  const paragraphs: Paragraph[] = [];
  let first: string | null = null;
  return {
    heading: (level, text) => {
      const heading = visible(text).replaceAll("\n", " ").slice(0, 200);
      if (heading === "") return;
      first ??= heading;
      while ((open.at(-1)?.level ?? 0) >= level) open.pop();
      open.push({ level, text: heading });
    },
    paragraph: (text, place = {}) => {
      const shown = visible(text);
      if (shown !== "") paragraphs.push({ headings: open.map((it) => it.text), text: shown, ...place });
    },
    document: (title) => ({ title: visible(title ?? "") || first, paragraphs }),
  };
}
