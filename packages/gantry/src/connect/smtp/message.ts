// One mail: its input checked so that no header can be smuggled in, its Message-ID the same for the same key.
import { createHash } from "node:crypto";
import MailComposer from "nodemailer/lib/mail-composer";
import { badInput, type Value } from "../kit/index.ts";
import { layOut, pictureOf } from "./letter.ts";
import type { LaidOut, Picture } from "./letter.ts";
import { readSections } from "./sections.ts";
import type { Section } from "./sections.ts";

export interface Mail {
  readonly to: string;
  readonly cc: string | undefined;
  readonly subject: string;
  readonly body: string;
  /** HTML of the sender's own. */
  readonly html: string | undefined;
  /** From which HTML is made. */
  readonly sections: readonly Section[] | undefined;
  readonly closing: string | undefined;
  readonly language: string;
  readonly inReplyTo: string | undefined;
}

/** Exactly one address, bare: no name, no list, no comment, no quoting, no control character. */
export const isAddress = (text: string): boolean =>
  text.length <= 254 &&
  /^[\p{L}\p{N}.!#$%&'*+/=?^_`{|}~-]{1,64}@[\p{L}\p{N}](?:[\p{L}\p{N}.-]*[\p{L}\p{N}])?$/u.test(text) &&
  !text.includes("..");

/** `<left@right>` as RFC 5322 has it, ASCII only. */
const isMessageId = (text: string): boolean => /^<[\w.!#$%&'*+/=?^`{|}~-]+@[\w.-]+>$/.test(text) && text.length <= 250;

/**
 * Reads an action's input.
 *
 * @throws `bad-input` naming the field, never its value
 */
export const readMail = (input: Readonly<Record<string, Value>>, source: string): Mail => {
  const place = { source };
  const text = (name: string): string | undefined => {
    const value = input[name];
    if (value === undefined || value === null) return undefined;
    if (typeof value !== "string") throw badInput(place, `"${name}" is not a text`);
    return value;
  };
  const needed = (name: string): string => {
    const value = text(name);
    if (value === undefined || value.trim() === "") throw badInput(place, `"${name}" is missing`);
    return value;
  };
  const address = (name: string, value: string): string => {
    if (!isAddress(value)) throw badInput(place, `"${name}" is not exactly one e-mail address`);
    return value;
  };
  const cc = text("cc");
  const subject = needed("subject");
  if (/\p{Cc}|\p{Zl}|\p{Zp}/u.test(subject))
    throw badInput(place, '"subject" holds a line break or a control character');
  const inReplyTo = text("inReplyTo");
  if (inReplyTo !== undefined && !isMessageId(inReplyTo)) throw badInput(place, '"inReplyTo" is not a Message-ID');
  const [html, sections] = [text("html"), text("sections")];
  if (html !== undefined && sections !== undefined)
    throw badInput(place, 'has both "html" and "sections": the one is written, the other laid out');
  return {
    to: address("to", needed("to")),
    cc: cc === undefined ? undefined : address("cc", cc),
    subject,
    body: needed("body"),
    html,
    sections: sections === undefined ? undefined : readSections(sections),
    closing: text("closing"),
    language: text("language") ?? "en",
    inReplyTo,
  };
};

/** `<hash of the idempotency key@domain>`: a second attempt carries the same id, so mail systems can tell. */
export const messageId = (key: string, domain: string): string =>
  `<${createHash("sha256").update(key).digest("hex").slice(0, 40)}@${domain}>`;

/** Text and HTML of a mail with sections; of another as they were given. */
export const laidOut = (
  mail: Mail,
  sender: string | undefined,
  show: (picture: Picture) => string,
): { readonly text: string; readonly html: string | undefined; readonly pictures: readonly Picture[] } => {
  if (mail.sections === undefined) {
    const text = mail.closing === undefined ? mail.body : `${mail.body}\n\n${mail.closing}`;
    return { text, ...shown(mail.html, show) };
  }
  return layOut({ ...mail, sections: mail.sections, sender }, show) satisfies LaidOut;
};

/** HTML of the sender's own, with the pictures that stand in it as `data:` addresses: mail readers show none of these. */
const shown = (
  html: string | undefined,
  show: (picture: Picture) => string,
): { readonly html: string | undefined; readonly pictures: readonly Picture[] } => {
  const pictures = new Map<string, Picture>();
  const source = (address: string): string => {
    const picture = pictureOf(address);
    pictures.set(picture.id, picture);
    return show(picture);
  };
  const placed = html?.replaceAll(
    /(?<=<img\b[^>]*\ssrc=")data:image\/(?:png|jpeg);base64,[A-Za-z0-9+/=]+(?=")/g,
    source,
  );
  return { html: placed, pictures: [...pictures.values()] };
};

/** The mail as bytes of RFC 5322: `multipart/alternative` of plain text and, with its pictures, HTML. Reads no file and no URL, whatever the text says. */
export const compose = async (
  mail: Mail,
  sender: { readonly name: string | undefined; readonly address: string },
  id: string,
  date: Date,
): Promise<Buffer> => {
  const host = sender.address.slice(sender.address.lastIndexOf("@") + 1);
  const cid = (picture: Picture): string => `${picture.id}@${host}`;
  const { text, html, pictures } = laidOut(mail, sender.name, (picture) => `cid:${cid(picture)}`);
  const composer = new MailComposer({
    from: { name: sender.name ?? "", address: sender.address },
    to: { name: "", address: mail.to },
    ...(mail.cc === undefined ? {} : { cc: { name: "", address: mail.cc } }),
    subject: mail.subject,
    text,
    ...(html === undefined ? {} : { html }),
    attachments: pictures.map((picture) => ({
      cid: cid(picture),
      filename: `${picture.id}.${picture.mediaType === "image/jpeg" ? "jpg" : "png"}`,
      content: picture.bytes,
      contentType: picture.mediaType,
      contentDisposition: "inline" as const,
    })),
    ...(mail.inReplyTo === undefined ? {} : { inReplyTo: mail.inReplyTo, references: [mail.inReplyTo] }),
    messageId: id,
    date,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return await composer.compile().build();
};
