// A Word document (ECMA-376) as small as Word will open: its text, two styles, its title.
import { escapeMarkup, titleOf } from "../parts.ts";
import type { Part } from "../parts.ts";
import { zipOf } from "./zip.ts";

const word = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const packages = "http://schemas.openxmlformats.org/package/2006";
const xml = (body: string): string => `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n${body}`;
const main = "application/vnd.openxmlformats-officedocument.wordprocessingml";

const style = (level: number): string =>
  `<w:style w:type="paragraph" w:styleId="Heading${level}"><w:name w:val="heading ${level}"/><w:rPr><w:b/><w:sz w:val="${40 - level * 8}"/></w:rPr></w:style>`;

const paragraph = (part: Part): string => {
  const properties = part.kind === "heading" ? `<w:pPr><w:pStyle w:val="Heading${part.level}"/></w:pPr>` : "";
  return `<w:p>${properties}<w:r><w:t xml:space="preserve">${escapeMarkup(part.text)}</w:t></w:r></w:p>`;
};

export const docxOf = (parts: readonly Part[]): Buffer =>
  zipOf({
    "[Content_Types].xml": xml(
      `<Types xmlns="${packages}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="${main}.document.main+xml"/><Override PartName="/word/styles.xml" ContentType="${main}.styles+xml"/><Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>`,
    ),
    "_rels/.rels": xml(
      `<Relationships xmlns="${packages}/relationships"><Relationship Id="rId1" Type="${office}/officeDocument" Target="word/document.xml"/><Relationship Id="rId2" Type="${packages}/relationships/metadata/core-properties" Target="docProps/core.xml"/></Relationships>`,
    ),
    "word/_rels/document.xml.rels": xml(
      `<Relationships xmlns="${packages}/relationships"><Relationship Id="rId1" Type="${office}/styles" Target="styles.xml"/></Relationships>`,
    ),
    "word/styles.xml": xml(`<w:styles xmlns:w="${word}">${style(1)}${style(2)}</w:styles>`),
    "word/document.xml": xml(
      `<w:document xmlns:w="${word}"><w:body>${parts.map(paragraph).join("")}<w:sectPr/></w:body></w:document>`,
    ),
    "docProps/core.xml": xml(
      `<cp:coreProperties xmlns:cp="${packages}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>${escapeMarkup(titleOf(parts))}</dc:title></cp:coreProperties>`,
    ),
  });
