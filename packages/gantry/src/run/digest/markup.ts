// The pieces of a mail's HTML: tables and inline styles, because that is what mail readers understand; nothing is loaded
// from anywhere. What comes in as text is escaped here, and nowhere else.
import { escaped } from "@gantry/contract";

const font = "font-family:-apple-system,'Segoe UI',Helvetica,Arial,sans-serif";
const [ink, soft, accent, line] = ["#1d2b33", "#5a6b75", "#1c6d8f", "#dde5ea"];

interface Look {
  readonly size?: number;
  readonly soft?: boolean;
  readonly bold?: boolean;
}

const lookOf = ({ size = 15, soft: isSoft = false, bold = false }: Look): string =>
  `${font};font-size:${size}px;line-height:1.5;color:${isSoft ? soft : ink}${bold ? ";font-weight:600" : ""}`;

export const paragraph = (text: string, look: Look = {}): string =>
  `<p style="margin:0 0 10px;${lookOf(look)}">${escaped(text).replaceAll("\n", "<br>")}</p>`;

export const title = (text: string): string =>
  `<h1 style="margin:0 0 4px;${font};font-size:24px;line-height:1.25;color:${ink}">${escaped(text)}</h1>`;

export const heading = (text: string): string =>
  `<h2 style="margin:28px 0 10px;${font};font-size:17px;line-height:1.3;color:${ink}">${escaped(text)}</h2>`;

/** What is to be seen first. */
export const callout = (lines: readonly string[]): string =>
  `<table role="presentation" width="100%" cellspacing="0" cellpadding="0" style="margin:14px 0"><tr><td style="padding:12px 16px;background:#e8f1f5;border-left:4px solid ${accent};border-radius:4px">${lines.map((it) => `<p style="margin:2px 0;${lookOf({ bold: true })}">${escaped(it)}</p>`).join("")}</td></tr></table>`;

export const link = (text: string, href: string): string =>
  `<a href="${escaped(href)}" style="color:${accent};${font};font-size:13px">${escaped(text)}</a>`;

export const button = (text: string, href: string): string =>
  `<table role="presentation" cellspacing="0" cellpadding="0" style="margin:16px 0"><tr><td bgcolor="${accent}" style="border-radius:6px"><a href="${escaped(href)}" style="display:inline-block;padding:10px 18px;${font};font-size:15px;font-weight:600;color:#ffffff;text-decoration:none">${escaped(text)}</a></td></tr></table>`;

export interface Column {
  readonly title: string;
  readonly isNumber: boolean;
  /** Its cells stay on one line. */
  readonly isShort: boolean;
}

/** A row's cells, and what stands below them over the whole width. */
export interface Line {
  /** Beside the first cell. */
  readonly mark?: string;
  readonly cells: readonly string[];
  readonly below?: string;
}

const tagged = (text: string): string =>
  ` <span style="padding:1px 7px;border-radius:8px;background:#e3f1e8;color:#1a6350;${font};font-size:12px;font-weight:600">${escaped(text)}</span>`;

export function table(columns: readonly Column[], lines: readonly Line[]): string {
  const cell = (tag: "th" | "td", text: string, index: number, isLast: boolean, mark?: string): string => {
    const align = columns[index]?.isNumber === true ? "right" : "left";
    const look = tag === "th" ? `${lookOf({ size: 12, soft: true })};font-weight:600` : lookOf({ size: 14 });
    const wrap = tag === "td" && columns[index]?.isShort === true ? ";white-space:nowrap" : "";
    const pad = index === columns.length - 1 ? "7px 0" : "7px 12px 7px 0";
    return `<${tag} align="${align}" valign="top" style="padding:${pad}${isLast ? `;border-bottom:1px solid ${line}` : ""};${look}${wrap}">${escaped(text)}${mark === undefined || index > 0 ? "" : tagged(mark)}</${tag}>`;
  };
  const rows = lines.map(({ cells, below, mark }) => {
    const own = `<tr>${cells.map((it, index) => cell("td", it, index, below === undefined, mark)).join("")}</tr>`;
    return below === undefined
      ? own
      : `${own}<tr><td colspan="${columns.length}" style="padding:0 0 9px;border-bottom:1px solid ${line};${lookOf({ size: 13, soft: true })}">${escaped(below)}</td></tr>`;
  });
  const heads = columns.map((it, index) => cell("th", it.title, index, true)).join("");
  return `<table width="100%" cellspacing="0" cellpadding="0" style="border-collapse:collapse"><thead><tr>${heads}</tr></thead><tbody>${rows.join("")}</tbody></table>`;
}

export interface Bar {
  readonly name: string;
  readonly value: string;
  /** Of the longest, 0 to 1. */
  readonly share: number;
}

/** Bars as cells with a ground: every mail reader draws them. */
export const bars = (all: readonly Bar[]): string =>
  `<table role="presentation" width="100%" cellspacing="0" cellpadding="0">${all
    .map(({ name, value, share }) => {
      const width = Math.round(Math.min(1, Math.max(0, share)) * 100);
      const [full, rest] = [Math.max(width, 1), 100 - Math.max(width, 1)];
      const empty = rest === 0 ? "" : `<td width="${rest}%" style="font-size:0;line-height:0">&nbsp;</td>`;
      return `<tr><td width="34%" style="padding:3px 12px 3px 0;${lookOf({ size: 13 })}">${escaped(name)}</td><td width="52%"><table role="presentation" width="100%" cellspacing="0" cellpadding="0"><tr><td width="${full}%" bgcolor="${accent}" height="14" style="height:14px;font-size:0;line-height:0;border-radius:2px">&nbsp;</td>${empty}</tr></table></td><td width="14%" align="right" style="padding:3px 0 3px 10px;${lookOf({ size: 13 })}">${escaped(value)}</td></tr>`;
    })
    .join("")}</table>`;

/** Pixels that a mail has room for. */
export const drawingWidth = 656;

/** A drawing within the page: mail readers show PNG, no SVG. A reader that shows no pictures shows `said`. */
export const drawing = (png: Buffer, said: string): string =>
  `<img src="data:image/png;base64,${png.toString("base64")}" width="${drawingWidth}" alt="${escaped(said)}" style="display:block;width:100%;max-width:${drawingWidth}px;height:auto;border:0;${lookOf({ size: 13, soft: true })}">`;

/** The whole page. `inner` is made by the functions above. */
export const page = (subject: string, sender: string, inner: readonly string[]): string =>
  `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${escaped(subject)}</title></head><body style="margin:0;padding:0;background:#f2f5f7"><table role="presentation" width="100%" cellspacing="0" cellpadding="0" style="background:#f2f5f7"><tr><td align="center" style="padding:24px 12px"><table role="presentation" width="720" cellspacing="0" cellpadding="0" style="width:100%;max-width:720px;background:#ffffff;border-radius:10px"><tr><td style="padding:28px 32px 24px"><p style="margin:0 0 22px;padding:0 0 12px;border-bottom:3px solid ${accent};${font};font-size:15px;font-weight:600;color:${accent}">${escaped(sender)}</p>${inner.join("")}</td></tr></table></td></tr></table></body></html>`;
