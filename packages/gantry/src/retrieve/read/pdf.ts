// PDF: the text of each page, lines put together to paragraphs, headings by their larger type.
import type { StructuredTextItem } from "unpdf";
import type { ReadDocument } from "../types.ts";
import { createOutline } from "./outline.ts";
import { tooLarge, unreadable } from "./unreadable.ts";

interface Line {
  readonly text: string;
  readonly size: number;
  readonly y: number;
}

const mostPages = 3000;

/** Items on one height are one line. */
function linesOf(items: readonly StructuredTextItem[]): readonly Line[] {
  const lines: { text: string; size: number; y: number; end: number }[] = [];
  for (const { str, x, y, width, fontSize, hasEOL } of items) {
    const last = lines.at(-1);
    if (last && Math.abs(last.y - y) < Math.max(2, fontSize / 3)) {
      const gap = x - last.end > fontSize / 6 && !last.text.endsWith(" ") ? " " : "";
      last.text += gap + str;
      last.size = Math.max(last.size, str.trim() === "" ? 0 : fontSize);
      last.end = x + width;
    } else if (str.trim() !== "") lines.push({ text: str, size: fontSize, y, end: x + width });
    else if (hasEOL && last) last.end = x + width;
  }
  return lines;
}

/** The size that most of the text is set in. */
function bodySize(lines: readonly Line[]): number {
  const letters = new Map<number, number>();
  for (const { text, size } of lines) letters.set(size, (letters.get(size) ?? 0) + text.length);
  return [...letters].sort((a, b) => b[1] - a[1])[0]?.[0] ?? 0;
}

/** "Kalibrier-" and "intervall" are one word; "CE-" and "Norm" stay two. */
const joinLines = (before: string, next: string): string =>
  /\p{Ll}-$/u.test(before) && /^\p{Ll}/u.test(next) ? before.slice(0, -1) + next : `${before} ${next}`;

/** @throws GantryError `unsupported-media-type` for one that is broken, encrypted or a scan; `too-large` */
export async function readPdf(bytes: Uint8Array, document: string): Promise<ReadDocument> {
  // Two megabytes that only PDFs need.
  const { extractTextItems, getDocumentProxy, getMeta } = await import("unpdf");
  let pages: readonly (readonly StructuredTextItem[])[];
  let title: unknown;
  try {
    const pdf = await getDocumentProxy(new Uint8Array(bytes), { verbosity: 0 });
    if (pdf.numPages > mostPages) throw tooLarge(document, `has more than ${mostPages} pages`);
    pages = (await extractTextItems(pdf)).items;
    title = (await getMeta(pdf)).info["Title"];
    await pdf.loadingTask.destroy();
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    if (error.name === "GantryError") throw error;
    throw error.name === "PasswordException"
      ? unreadable(document, "is encrypted", "save it without a password", error)
      : unreadable(document, "is no PDF that can be read", "print it to a new PDF, or give the original", error);
  }
  const outline = createOutline();
  const byPage = pages.map(linesOf);
  const body = bodySize(byPage.flat());
  const sizes = [...new Set(byPage.flat().map((it) => it.size))].filter((it) => it > body * 1.15).sort((a, b) => b - a);
  for (const [index, lines] of byPage.entries()) {
    let text = "";
    let before: Line | undefined;
    const end = (): void => {
      outline.paragraph(text, { page: index + 1 });
      text = "";
    };
    for (const line of lines) {
      const level = sizes.indexOf(line.size) + 1;
      if (level > 0 && line.text.length <= 200) {
        end();
        outline.heading(Math.min(level, 6), line.text);
      } else if (before && Math.abs(before.y - line.y) > line.size * 1.7) {
        end();
        text = line.text;
      } else text = text === "" ? line.text : joinLines(text, line.text);
      before = line;
    }
    end();
  }
  const read = outline.document(typeof title === "string" ? title : null);
  if (read.paragraphs.length > 0 || pages.length === 0) return read;
  throw unreadable(
    document,
    "has pages without text, as a scan has",
    "run text recognition over it: `ocrmypdf FILE FILE`",
  );
}
