// DOCX (ECMA-376 WordprocessingML): paragraphs, headings by style or outline level, tables by row. Hidden and deleted text is not read.
import { Parser } from "htmlparser2";
import type { ReadDocument } from "../types.ts";
import { createOutline } from "./outline.ts";
import { unreadable } from "./unreadable.ts";
import { openZip } from "./zip.ts";

const textOf = (bytes: Uint8Array | undefined): string => new TextDecoder("utf-8").decode(bytes ?? new Uint8Array());

/** By style id: the level of headings. Ids are translated ("berschrift1"), names are not ("heading 1"). */
function headingStyles(xml: string): ReadonlyMap<string, number> {
  const levels = new Map<string, number>();
  let style = "";
  const parser = new Parser(
    {
      onopentag: (name, attributes) => {
        if (name === "w:style") style = attributes["w:styleId"] ?? "";
        const value = attributes["w:val"] ?? "";
        if (name === "w:name" && /^title$/i.test(value)) levels.set(style, 1);
        const heading = name === "w:name" ? /^heading ([1-9])$/i.exec(value)?.[1] : undefined;
        if (heading !== undefined) levels.set(style, Number(heading));
        if (name === "w:outlineLvl" && /^[0-8]$/.test(value)) levels.set(style, Number(value) + 1);
      },
    },
    { xmlMode: true },
  );
  parser.write(xml);
  parser.end();
  return levels;
}

const titleIn = (xml: string): string | null => {
  let title = "";
  let isTitle = false;
  const parser = new Parser(
    {
      onopentag: (name) => void (isTitle = name === "dc:title"),
      ontext: (text) => void (title += isTitle ? text : ""),
      onclosetag: () => void (isTitle = false),
    },
    { xmlMode: true },
  );
  parser.write(xml);
  parser.end();
  return title || null;
};

/** @throws GantryError `unsupported-media-type` where it is no such document, `too-large` */
export function readDocx(bytes: Uint8Array, document: string): ReadDocument {
  const archive = openZip(bytes, document);
  const body = archive.entry("word/document.xml");
  if (body === undefined) {
    throw unreadable(document, "is no Word document: it has no word/document.xml", "save it as .docx");
  }
  const styles = headingStyles(textOf(archive.entry("word/styles.xml")));
  const outline = createOutline();
  let [text, row] = ["", ""];
  let level = 0;
  let cells = 0;
  let isText = false;
  let isHidden = false;
  const parser = new Parser(
    {
      onopentag: (name, attributes) => {
        const value = attributes["w:val"] ?? "";
        if (name === "w:p" && cells === 0) [text, level] = ["", 0];
        else if (name === "w:pStyle" && cells === 0) level = styles.get(value) ?? level;
        else if (name === "w:outlineLvl" && cells === 0 && /^[0-8]$/.test(value)) level = Number(value) + 1;
        else if (name === "w:r") isHidden = false;
        else if (name === "w:vanish" && value !== "0" && value !== "false") isHidden = true;
        else if (name === "w:t") isText = true;
        else if (name === "w:tab") text += " ";
        else if (name === "w:br" || name === "w:cr") text += "\n";
        else if (name === "w:tc") {
          cells += 1;
          if (cells === 1) text = "";
        }
      },
      ontext: (part) => {
        if (isText && !isHidden) text += part;
      },
      onclosetag: (name) => {
        if (name === "w:t") isText = false;
        else if (name === "w:p" && cells > 0) text += " ";
        else if (name === "w:p" && level > 0) outline.heading(level, text);
        else if (name === "w:p") outline.paragraph(text);
        else if (name === "w:tc") {
          cells -= 1;
          if (cells === 0) row += `${row === "" ? "" : " | "}${text.trim()}`;
        } else if (name === "w:tr" && cells === 0) {
          outline.paragraph(row);
          row = "";
        }
      },
    },
    { xmlMode: true },
  );
  parser.write(textOf(body));
  parser.end();
  return outline.document(titleIn(textOf(archive.entry("docProps/core.xml"))));
}
