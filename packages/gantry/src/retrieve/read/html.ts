// HTML: what a reader of the page would see, under its headings. Scripts, styles and hidden elements say nothing.
import { Parser } from "htmlparser2";
import type { ReadDocument } from "../types.ts";
import { decodeText } from "./decode.ts";
import { createOutline } from "./outline.ts";

const blocks = new Set(
  "address article aside blockquote body br dd div dl dt fieldset figcaption figure footer form header hr html li main nav ol p pre section table tbody tfoot thead tr ul".split(
    " ",
  ),
);
const silent = new Set("head script style noscript template svg math iframe object select textarea button".split(" "));
/** Elements that never end, and so can hide nothing behind them. */
const empty = new Set("area base br col embed hr img input link meta source track wbr".split(" "));

const isHidden = (attributes: Readonly<Record<string, string>>): boolean =>
  "hidden" in attributes ||
  attributes["aria-hidden"] === "true" ||
  /display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0(?![.\d])|opacity\s*:\s*0(?![.\d])/i.test(
    attributes["style"] ?? "",
  );

/** The charset of a `<meta>` in the first kilobyte, where HTML wants it. */
const charsetOf = (bytes: Uint8Array): string | undefined =>
  /<meta[^>]{0,200}charset\s*=\s*["']?([\w-]{1,40})/i.exec(
    Buffer.from(bytes.subarray(0, 1024)).toString("latin1"),
  )?.[1];

export const readHtml = (bytes: Uint8Array, document: string): ReadDocument =>
  readHtmlText(decodeText(bytes, document, charsetOf(bytes)));

export function readHtmlText(html: string): ReadDocument {
  const outline = createOutline();
  let title = "";
  let text = "";
  let level = 0;
  let inTitle = false;
  /** Names of the elements that are open below the first that nobody sees. */
  const hidden: string[] = [];
  const end = (): void => {
    if (level > 0) outline.heading(level, text);
    else outline.paragraph(text);
    text = "";
  };
  const parser = new Parser({
    onopentag: (name, attributes) => {
      if (name === "title") inTitle = true;
      if (hidden.length > 0 || silent.has(name) || isHidden(attributes)) {
        if (!empty.has(name)) hidden.push(name);
        return;
      }
      const heading = /^h([1-6])$/.exec(name)?.[1];
      if (heading !== undefined) {
        end();
        level = Number(heading);
      } else if (name === "br") text += "\n";
      else if (blocks.has(name)) {
        // Items of a list belong together, and so do the rows of a table.
        if (name === "li") text += `${text === "" ? "" : "\n"}- `;
        else if (name === "tr") text += "\n";
        else end();
      } else if (name === "td" || name === "th") text += text === "" || text.endsWith("\n") ? "" : " | ";
    },
    ontext: (part) => {
      if (inTitle) title += part;
      else if (hidden.length === 0) text += part.replaceAll(/\s+/g, " ");
    },
    onclosetag: (name) => {
      if (name === "title") inTitle = false;
      if (hidden.length > 0) {
        if (hidden.at(-1) === name) hidden.pop();
        return;
      }
      if (/^h[1-6]$/.test(name)) {
        end();
        level = 0;
      } else if (blocks.has(name) && !["li", "tr", "tbody", "thead", "tfoot", "br"].includes(name)) end();
    },
  });
  parser.write(html);
  parser.end();
  end();
  return outline.document(title || null);
}
