// The sample company's documents: manuals and terms, each in the format that its name says, the same bytes at every start.
import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { partsOf } from "./parts.ts";
import { englishManuals } from "./texts/manuals-english.ts";
import { frenchManuals } from "./texts/manuals-french.ts";
import { germanManuals } from "./texts/manuals-german.ts";
import { terms } from "./texts/terms.ts";
import type { SampleDocument } from "./types.ts";
import { docxOf } from "./write/docx.ts";
import { htmlOf } from "./write/html.ts";
import { pdfOf } from "./write/pdf.ts";

export const sampleDocuments: readonly SampleDocument[] = [
  ...englishManuals,
  ...germanManuals,
  ...frenchManuals,
  ...terms,
];

const bytesOf = ({ path: name, text }: SampleDocument): Buffer => {
  switch (path.extname(name)) {
    case ".html":
      return htmlOf(partsOf(text));
    case ".docx":
      return docxOf(partsOf(text));
    case ".pdf":
      return pdfOf(partsOf(text));
    default:
      return Buffer.from(text.trimStart());
  }
};

/** Writes them below a folder; a file that is there is replaced. */
export async function writeDocuments(folder: string): Promise<void> {
  for (const document of sampleDocuments) {
    const file = path.join(folder, document.path);
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, bytesOf(document));
  }
}
