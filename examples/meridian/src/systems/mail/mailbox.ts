// Received mail, kept as one .eml file each: what was acknowledged is on disk, and outlives the process.
import { createHash } from "node:crypto";
import { mkdir, open, readFile, readdir, rename } from "node:fs/promises";
import { join } from "node:path";
import type { InboxMail } from "@gantry/contract";
import { simpleParser } from "mailparser";

export interface Envelope {
  readonly from: string;
  readonly to: readonly string[];
}

export interface Mailbox {
  /** Writes a mail durably; it is on disk when this resolves. Gives its id. */
  store(raw: Buffer, envelope: Envelope, at: Date): Promise<string>;
  /** All mails, newest first. `to` holds the envelope's recipients, also those that no header names. */
  list(): Promise<InboxMail[]>;
  /** Every mail with that Message-ID (angle brackets or not), newest first: a duplicate shows as a second one. */
  find(messageId: string): Promise<InboxMail[]>;
  count(): number;
}

const bare = (messageId: string): string => messageId.trim().replace(/^<|>$/g, "");

// What a mail server adds on delivery (RFC 5321, 4.4): the envelope and the time, which the content does not tell.
const trace = (envelope: Envelope, at: Date): string =>
  [
    `Return-Path: <${envelope.from}>`,
    ...envelope.to.map((address) => `Delivered-To: <${address}>`),
    `X-Received-At: ${at.toISOString()}`,
    "",
  ].join("\r\n");

const deliveredTo = (head: string): string[] =>
  [...head.matchAll(/^Delivered-To: <(.*)>\r$/gm)].map(([, it]) => it ?? "");

const traceEnd = /^X-Received-At: (\S+)\r\n/m;

const parse = async (id: string, file: Buffer): Promise<InboxMail> => {
  const start = file.subarray(0, 65_536).toString("latin1");
  const end = traceEnd.exec(start);
  const head = end === null ? "" : start.slice(0, end.index + end[0].length);
  const mail = await simpleParser(file, { skipTextToHtml: true, skipTextLinks: true }); // pictures are in its HTML
  return {
    id,
    at: end?.[1] ?? mail.date?.toISOString() ?? new Date(0).toISOString(),
    from: mail.from?.text ?? "",
    to: deliveredTo(head),
    subject: mail.subject ?? "",
    text: mail.text ?? "",
    html: mail.html === undefined || mail.html === false ? null : mail.html,
    messageId: mail.messageId ?? "",
  };
};

const writeDurably = async (folder: string, name: string, content: Buffer): Promise<void> => {
  const temporary = join(folder, `${name}.part`);
  const file = await open(temporary, "w", 0o600);
  try {
    await file.writeFile(content);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(temporary, join(folder, name));
  // The name is durable only once the folder is.
  const handle = await open(folder, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
};

/** Opens the mailbox in a folder, which is made when it is absent. */
export const openMailbox = async (folder: string): Promise<Mailbox> => {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  // Names sort by arrival: a number that only grows, then the beginning of the content's hash.
  const names = (await readdir(folder)).filter((name) => /^\d{8}-[\da-f]{8}\.eml$/.test(name)).sort();
  let next = Number(names.at(-1)?.slice(0, 8) ?? 0) + 1;
  const parsed = new Map<string, Promise<InboxMail>>();

  const get = (name: string): Promise<InboxMail> => {
    const known = parsed.get(name);
    if (known) return known;
    const mail = readFile(join(folder, name)).then((file) => parse(name.slice(0, -".eml".length), file));
    parsed.set(name, mail);
    return mail;
  };
  const list = () => Promise.all(names.toReversed().map(get));

  return {
    async store(raw, envelope, at) {
      const content = Buffer.concat([Buffer.from(trace(envelope, at), "latin1"), raw]);
      const hash = createHash("sha256").update(content).digest("hex").slice(0, 8);
      const name = `${String(next).padStart(8, "0")}-${hash}.eml`;
      next += 1;
      await writeDurably(folder, name, content);
      names.push(name);
      names.sort();
      return name.slice(0, -".eml".length);
    },
    list,
    find: async (messageId) => (await list()).filter((mail) => bare(mail.messageId) === bare(messageId)),
    count: () => names.length,
  };
};
