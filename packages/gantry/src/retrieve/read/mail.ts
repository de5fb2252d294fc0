// A mail (RFC 5322): its subject is the title; what it says comes from its plain text, or else from its HTML.
import { simpleParser } from "mailparser";
import type { ReadDocument } from "../types.ts";
import { readHtmlText } from "./html.ts";
import { readPlainText } from "./markdown.ts";
import { unreadable } from "./unreadable.ts";

/** Attachments are not read. @throws GantryError `unsupported-media-type` where it is no mail */
export async function readMail(bytes: Uint8Array, document: string): Promise<ReadDocument> {
  const mail = await simpleParser(Buffer.from(bytes), {
    skipTextToHtml: true,
    skipImageLinks: true,
    skipTextLinks: true,
  });
  if (mail.headers.size === 0) throw unreadable(document, "is no mail: it has no header", "save the mail as .eml");
  const body =
    mail.text !== undefined && mail.text.trim() !== ""
      ? readPlainText(mail.text)
      : readHtmlText(typeof mail.html === "string" ? mail.html : "");
  const head = [mail.from?.text, mail.date?.toISOString().slice(0, 10)].filter((it) => it !== undefined).join(", ");
  const about = { headings: [], text: [mail.subject, head].filter((it) => it !== undefined && it !== "").join("\n") };
  return {
    title: mail.subject ?? null,
    paragraphs: about.text === "" ? body.paragraphs : [about, ...body.paragraphs],
  };
}
