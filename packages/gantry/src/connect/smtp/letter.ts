// A letter as HTML and as plain text, from the same words: what a person approves decides both. Tables and inline styles,
// because that is what mail readers understand; nothing is loaded from anywhere.
import { createHash } from "node:crypto";
import { escaped } from "@gantry/contract";
import type { Section } from "./sections.ts";

export interface Letter {
  readonly subject: string;
  /** Paragraphs with empty lines between. */
  readonly body: string;
  /** Cards and tables, between body and closing. */
  readonly sections: readonly Section[];
  /** "Kind regards" and who signs; not written by a model. */
  readonly closing: string | undefined;
  /** BCP 47; how days are written. */
  readonly language: string;
  /** Who writes, above the letter. */
  readonly sender: string | undefined;
}

export interface Picture {
  readonly id: string;
  readonly mediaType: string;
  readonly bytes: Buffer;
}

export interface LaidOut {
  readonly html: string;
  readonly text: string;
  readonly pictures: readonly Picture[];
}

const font = "font-family:-apple-system,'Segoe UI',Helvetica,Arial,sans-serif";
const ink = "color:#1d2b33";
const soft = "color:#5a6b75";

const paragraph = (text: string): string =>
  `<p style="margin:0 0 16px;${font};font-size:16px;line-height:1.55;${ink}">${escaped(text).replaceAll("\n", "<br>")}</p>`;

const heading = (text: string): string =>
  `<h2 style="margin:24px 0 12px;${font};font-size:17px;line-height:1.3;${ink}">${escaped(text)}</h2>`;

const paragraphsOf = (text: string): readonly string[] =>
  text
    .replaceAll("\r\n", "\n")
    .split(/\n{2,}/)
    .map((it) => it.trim())
    .filter((it) => it !== "");

/** Writes days out, and leaves all else. */
const wording = (language: string): ((text: string) => string) => {
  const form = { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" } as const;
  let format = new Intl.DateTimeFormat("en-GB", form);
  try {
    // English without a country is not America's.
    if (language !== "en") format = new Intl.DateTimeFormat(language, form);
  } catch {
    // No language that anybody knows.
  }
  return (text) =>
    text.replaceAll(/(?<![\d-])\d{4}-\d\d-\d\d(?![\d-])/g, (written) => {
      const day = new Date(`${written}T00:00:00Z`);
      return Number.isNaN(day.getTime()) ? written : format.format(day);
    });
};

type Card = Extract<Section, { readonly cards: unknown }>["cards"][number];
type Show = (picture: Picture) => string;

export const pictureOf = (address: string): Picture => {
  const [, mediaType = "image/png", data = ""] = /^data:([^;]+);base64,(.*)$/s.exec(address) ?? [];
  const bytes = Buffer.from(data, "base64");
  return { id: createHash("sha256").update(bytes).digest("hex").slice(0, 24), mediaType, bytes };
};

const cardHtml = (card: Card, write: (text: string) => string, source: (address: string) => string): string => {
  const picture =
    card.picture == null
      ? ""
      : `<td width="216" valign="top" style="padding:12px 0 12px 12px;width:204px"><img src="${source(card.picture)}" width="204" alt="${escaped(card.title)}" style="display:block;width:204px;height:auto;border:0;border-radius:6px"></td>`;
  const text =
    card.text == null
      ? ""
      : `<p style="margin:0 0 6px;${font};font-size:15px;line-height:1.45;${ink}">${escaped(write(card.text))}</p>`;
  const note =
    card.note == null
      ? ""
      : `<p style="margin:0;${font};font-size:14px;line-height:1.45;${soft}">${escaped(write(card.note))}</p>`;
  return `<table role="presentation" width="100%" cellspacing="0" cellpadding="0" style="margin:0 0 12px;border:1px solid #dde5ea;border-radius:8px;border-collapse:separate"><tr>${picture}<td valign="middle" style="padding:12px 16px"><p style="margin:0 0 4px;${font};font-size:16px;line-height:1.35;font-weight:600;${ink}">${escaped(card.title)}</p>${text}${note}</td></tr></table>`;
};

const tableHtml = (section: Exclude<Section, { readonly cards: unknown }>, write: (text: string) => string): string => {
  const cell = (tag: "th" | "td", text: string): string =>
    `<${tag} align="left" style="padding:8px 12px 8px 0;border-bottom:1px solid #dde5ea;${font};font-size:14px;line-height:1.4;${tag === "th" ? `font-weight:600;${soft}` : ink}">${escaped(text)}</${tag}>`;
  const rows = section.rows.map(
    (row) => `<tr>${section.columns.map((_, i) => cell("td", write(row[i] ?? "–"))).join("")}</tr>`,
  );
  const note =
    section.note == null
      ? ""
      : `<p style="margin:8px 0 0;${font};font-size:14px;line-height:1.45;${soft}">${escaped(section.note)}</p>`;
  return `<table width="100%" cellspacing="0" cellpadding="0" style="border-collapse:collapse"><thead><tr>${section.columns.map((it) => cell("th", it)).join("")}</tr></thead><tbody>${rows.join("")}</tbody></table>${note}<div style="height:16px;line-height:16px">&nbsp;</div>`;
};

const sectionText = (section: Section, write: (text: string) => string): string => {
  const title = `${section.title}\n${"-".repeat(section.title.length)}`;
  if ("cards" in section) {
    const cards = section.cards.map((card) =>
      [`* ${card.title}`, ...[card.text, card.note].flatMap((it) => (it == null ? [] : [`  ${write(it)}`]))].join("\n"),
    );
    return `${title}\n\n${cards.join("\n\n")}`;
  }
  const [first = "", ...others] = section.columns;
  const rows = section.rows.map((row) => {
    const [name, ...rest] = row;
    const facts = rest.flatMap((it, i) => (it === null ? [] : [`  ${others[i] ?? ""}: ${write(it)}`]));
    return [`* ${name === null || name === undefined ? first : write(name)}`, ...facts].join("\n");
  });
  return [title, ...rows, ...(section.note == null ? [] : [section.note])].join("\n\n");
};

/**
 * Lays a letter out.
 *
 * @param show where a picture's bytes are for who reads the HTML: `cid:…` in a mail, `data:…` in a preview
 */
export const layOut = (letter: Letter, show: Show): LaidOut => {
  const write = wording(letter.language);
  const pictures = new Map<string, Picture>();
  const source = (address: string): string => {
    const picture = pictureOf(address);
    pictures.set(picture.id, picture);
    return show(picture);
  };
  const sections = letter.sections.map(
    (it) =>
      heading(it.title) +
      ("cards" in it ? it.cards.map((card) => cardHtml(card, write, source)).join("") : tableHtml(it, write)),
  );
  const closing = letter.closing === undefined ? [] : paragraphsOf(letter.closing);
  const head =
    letter.sender === undefined
      ? ""
      : `<p style="margin:0 0 24px;padding:0 0 12px;border-bottom:3px solid #1c6d8f;${font};font-size:15px;font-weight:600;color:#1c6d8f">${escaped(letter.sender)}</p>`;
  const inner = [head, ...paragraphsOf(letter.body).map(paragraph), ...sections, ...closing.map(paragraph)].join("");
  const html = `<!doctype html><html lang="${escaped(letter.language)}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${escaped(letter.subject)}</title></head><body style="margin:0;padding:0;background:#f2f5f7"><table role="presentation" width="100%" cellspacing="0" cellpadding="0" style="background:#f2f5f7"><tr><td align="center" style="padding:24px 12px"><table role="presentation" width="640" cellspacing="0" cellpadding="0" style="width:100%;max-width:640px;background:#ffffff;border-radius:10px"><tr><td style="padding:32px 32px 24px">${inner}</td></tr></table></td></tr></table></body></html>`;
  const text = [...paragraphsOf(letter.body), ...letter.sections.map((it) => sectionText(it, write)), ...closing].join(
    "\n\n",
  );
  return { html, text: `${text}\n`, pictures: [...pictures.values()] };
};
