// A PDF (ISO 32000-1) of headings and paragraphs in Helvetica, lines broken by a rough width, pages as they fill.
import { deflateSync } from "node:zlib";
import { titleOf } from "../parts.ts";
import type { Part } from "../parts.ts";

const [width, height, margin] = [595, 842, 60];

interface Line {
  readonly text: string;
  readonly size: number;
  /** Points above it. */
  readonly before: number;
}

/** Helvetica's letters are about half as wide as they are high. */
const broken = (text: string, size: number): readonly string[] => {
  const most = Math.floor((width - 2 * margin) / (size * 0.5));
  const lines: string[] = [];
  for (const word of text.split(" ")) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + word.length < most) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
};

const linesOf = (parts: readonly Part[]): readonly Line[] =>
  parts.flatMap((part) => {
    const size = part.kind === "paragraph" ? 10.5 : part.level === 1 ? 20 : 14;
    return broken(part.text, size).map((text, index) => ({
      text,
      size,
      before: index === 0 ? size * 2.2 : size * 1.3,
    }));
  });

/** Windows-1252, as WinAnsiEncoding has it; what it lacks is written as it sounds. */
const literal = (text: string): string =>
  text
    .replaceAll("₂", "2")
    .replaceAll("’", "'")
    .replaceAll(/[\\()]/g, (sign) => `\\${sign}`)
    .replaceAll(/[^ -~]/g, (sign) => `\\${(sign.charCodeAt(0) & 0xff).toString(8).padStart(3, "0")}`);

const pagesOf = (lines: readonly Line[]): readonly string[] => {
  const pages: string[] = [];
  let drawn = "";
  let y = height - margin;
  for (const { text, size, before } of lines) {
    y -= before;
    if (y < margin) {
      pages.push(drawn);
      drawn = "";
      y = height - margin - size;
    }
    drawn += `BT /F1 ${size} Tf ${margin} ${y.toFixed(1)} Td (${literal(text)}) Tj ET\n`;
  }
  return [...pages, drawn];
};

export const pdfOf = (parts: readonly Part[]): Buffer => {
  const pages = pagesOf(linesOf(parts));
  const numbers = pages.map((_, index) => 5 + index * 2);
  const objects: (string | Buffer)[] = [
    "<< /Type /Catalog /Pages 2 0 R >>",
    `<< /Type /Pages /Count ${pages.length} /Kids [${numbers.map((it) => `${it} 0 R`).join(" ")}] >>`,
    "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    `<< /Title (${literal(titleOf(parts))}) >>`,
  ];
  for (const [index, page] of pages.entries()) {
    const stream = deflateSync(Buffer.from(page, "latin1"));
    objects.push(
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${width} ${height}] /Resources << /Font << /F1 3 0 R >> >> /Contents ${6 + index * 2} 0 R >>`,
      Buffer.concat([
        Buffer.from(`<< /Length ${stream.length} /Filter /FlateDecode >>\nstream\n`),
        stream,
        Buffer.from("\nendstream"),
      ]),
    );
  }
  const chunks: Buffer[] = [Buffer.from("%PDF-1.4\n")];
  const places: number[] = [];
  let at = chunks[0]?.length ?? 0;
  const write = (chunk: Buffer): void => {
    chunks.push(chunk);
    at += chunk.length;
  };
  for (const [index, object] of objects.entries()) {
    places.push(at);
    write(Buffer.concat([Buffer.from(`${index + 1} 0 obj\n`), Buffer.from(object), Buffer.from("\nendobj\n")]));
  }
  const table = places.map((it) => `${String(it).padStart(10, "0")} 00000 n \n`).join("");
  chunks.push(
    Buffer.from(
      `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${table}trailer << /Size ${objects.length + 1} /Root 1 0 R /Info 4 0 R >>\nstartxref\n${at}\n%%EOF\n`,
    ),
  );
  return Buffer.concat(chunks);
};
