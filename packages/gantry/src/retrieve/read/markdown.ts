// Markdown and plain text: headings, paragraphs, and the line on which each begins.
import type { ReadDocument } from "../types.ts";
import { createOutline } from "./outline.ts";

const fence = /^ {0,3}(```|~~~)/;
const atxHeading = /^ {0,3}(#{1,6})[ \t]+(.*?)(?:[ \t]+#+)?[ \t]*$/;
const underline = /^ {0,3}(=+|-+)[ \t]*$/;
const tableRule = /^ {0,3}\|?[ :|-]*-[ :|-]*\|[ :|-]*$/;

/** Signs of emphasis, links and images taken off; what they say stays. */
const plain = (text: string): string =>
  text
    .replaceAll(/!?\[([^\]\n]{0,500})\]\([^)\n]{0,2000}\)/g, "$1")
    .replaceAll(/(\*\*|__|`)(?=\S)(.{1,2000}?)(?<=\S)\1/g, "$2")
    .replaceAll(/(?<![\p{L}\p{N}*])\*(?=\S)([^*\n]{1,500})(?<=\S)\*(?!\*)/gu, "$1");

/** `title:` of a front matter between two lines of `---`; with the number of its lines. */
function frontMatter(lines: readonly string[]): { readonly title: string | null; readonly lines: number } {
  if (lines[0] !== "---") return { title: null, lines: 0 };
  const end = lines.indexOf("---", 1);
  if (end < 0) return { title: null, lines: 0 };
  const title = lines.slice(1, end).find((line) => line.startsWith("title:"));
  return {
    title:
      title
        ?.slice("title:".length)
        .trim()
        .replaceAll(/^["']|["']$/g, "") ?? null,
    lines: end + 1,
  };
}

export function readMarkdown(text: string): ReadDocument {
  const lines = text.split("\n");
  const outline = createOutline();
  const { title, lines: skipped } = frontMatter(lines);
  let gathered: string[] = [];
  let from = skipped + 1;
  let isCode = false;
  const end = (): void => {
    if (gathered.length > 0) outline.paragraph(plain(gathered.join("\n")), { line: from });
    gathered = [];
  };
  for (const [index, line] of lines.entries()) {
    if (index < skipped) continue;
    if (fence.test(line)) {
      isCode = !isCode;
      continue;
    }
    const heading = isCode ? null : atxHeading.exec(line);
    const [before] = gathered;
    if (heading) {
      end();
      outline.heading(heading[1]?.length ?? 1, plain(heading[2] ?? ""));
    } else if (!isCode && gathered.length === 1 && before !== undefined && underline.test(line)) {
      gathered = [];
      outline.heading(line.includes("=") ? 1 : 2, plain(before));
    } else if (line.trim() === "" && !isCode) {
      end();
    } else if (isCode || !tableRule.test(line)) {
      if (gathered.length === 0) from = index + 1;
      gathered.push(line);
    }
  }
  end();
  return outline.document(title);
}

/** Paragraphs between empty lines; a text without Markdown's signs has no headings. */
export function readPlainText(text: string): ReadDocument {
  const outline = createOutline();
  let line = 1;
  for (const part of text.split(/(\n(?:[ \t]*\n)+)/)) {
    outline.paragraph(part, { line: line + (/^\n*/.exec(part)?.[0].length ?? 0) });
    line += part.split("\n").length - 1;
  }
  return outline.document(null);
}
