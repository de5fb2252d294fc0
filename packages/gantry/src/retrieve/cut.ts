// Cuts a document into passages: whole paragraphs of one section, so many that a passage stands on its own, with a little
// of the one before, so that no sentence loses what it follows from.
import type { Paragraph, Passage, ReadDocument } from "./types.ts";

/** Characters. A passage of this size is about 300 tokens. */
const wanted = 1200;
const overlap = 200;
/** Sections this short are put together with what follows them under the same outer heading. */
const short = 250;

/** Goes into each document's hash, like the readers' version. */
export const cuttingVersion = "1";

/** A paragraph, and the headings that it stood under before short sections were joined. */
interface Piece extends Paragraph {
  readonly under: readonly string[];
}

type Section = readonly Piece[];

/** Passages of a document, in its order. */
export function cutDocument({ title, paragraphs }: ReadDocument): readonly Passage[] {
  const pieces = paragraphs.map((it) => ({ ...it, under: it.headings }));
  return joinShort(sectionsOf(pieces)).flatMap((section) => cutSection(section, title));
}

function sectionsOf(paragraphs: readonly Piece[]): readonly Section[] {
  const sections: Piece[][] = [];
  for (const paragraph of paragraphs) {
    const last = sections.at(-1)?.[0];
    if (last && isSame(last.headings, paragraph.headings)) sections.at(-1)?.push(paragraph);
    else sections.push([paragraph]);
  }
  return sections;
}

const isSame = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((it, index) => it === b[index]);

const lengthOf = (section: Section): number => section.reduce((sum, it) => sum + it.text.length + 1, 0);

/** A section of a line or two says little on its own: it goes with the next under the same heading, its own put in front. */
function joinShort(sections: readonly Section[]): readonly Section[] {
  const joined: Section[] = [];
  for (const section of sections) {
    const before = joined.at(-1);
    const outer = before?.[0]?.headings.slice(0, -1) ?? [];
    const own = section[0]?.headings ?? [];
    const fits =
      before !== undefined &&
      outer.length > 0 &&
      lengthOf(before) < short &&
      lengthOf(section) < short &&
      isSame(outer, own.slice(0, outer.length));
    if (!fits) {
      joined.push(section);
      continue;
    }
    const inside = (each: Section): Section =>
      each.map((it) => {
        const rest = it.headings.slice(outer.length);
        return rest.length === 0 ? it : { ...it, headings: outer, text: `${rest.join(" › ")}: ${it.text}` };
      });
    joined[joined.length - 1] = [...inside(before), ...inside(section)];
  }
  return joined;
}

function cutSection(section: Section, title: string | null): readonly Passage[] {
  const pieces = section.flatMap((paragraph) => splitLong(paragraph.text).map((text) => ({ ...paragraph, text })));
  const passages: Passage[] = [];
  let current: Piece[] = [];
  let carried = "";
  const end = (): void => {
    const [first] = current;
    if (!first) return;
    const text = current.map((it) => it.text).join("\n");
    passages.push({
      headings: first.headings,
      text: carried === "" ? text : `… ${carried}\n${text}`,
      place: placeOf(current, title),
    });
    carried = tailOf(text);
    current = [];
  };
  for (const piece of pieces) {
    if (current.length > 0 && lengthOf(current) + piece.text.length > wanted) end();
    current.push(piece);
  }
  end();
  return passages;
}

/** Between sentences where there are any, else between words. */
function splitLong(text: string): readonly string[] {
  const parts: string[] = [];
  let rest = text;
  while (rest.length > wanted) {
    const window = rest.slice(0, wanted);
    const sentence = Math.max(...[". ", "! ", "? ", ".\n", "\n"].map((it) => window.lastIndexOf(it))) + 1;
    const at = sentence > wanted / 3 ? sentence : window.lastIndexOf(" ") > 0 ? window.lastIndexOf(" ") : wanted;
    parts.push(rest.slice(0, at).trim());
    rest = rest.slice(at).trim();
  }
  return rest === "" ? parts : [...parts, rest];
}

/** The last whole sentences of a text, as many as fit. */
function tailOf(text: string): string {
  const tail = text.slice(-overlap);
  const start = /(?<=[.!?\n])\s*(?=\S)/.exec(tail);
  return text.length <= overlap || start === null ? "" : tail.slice(start.index).trim().replaceAll("\n", " ");
}

const pages = (first: number, last: number): string => (first === last ? `page ${first}` : `pages ${first}–${last}`);

/** Headings but the document's own title, then page or line. */
function placeOf(pieces: Section, title: string | null): string {
  const named = [...new Set(pieces.map(({ under }) => under.filter((it) => it !== title).join(" › ")))];
  const [first, last] = [pieces[0], pieces.at(-1)];
  const at =
    first?.page !== undefined
      ? pages(first.page, last?.page ?? first.page)
      : first?.line === undefined
        ? ""
        : `line ${first.line}`;
  return [named.filter((it) => it !== "").join("; "), at].filter((it) => it !== "").join(", ") || "the beginning";
}
