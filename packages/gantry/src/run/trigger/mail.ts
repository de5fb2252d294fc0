// Mail in: takes what is for a trigger's address and nothing else. A mail is taken when its run has begun; the same mail,
// known by its Message-ID, starts it once. All that it says is untrusted; attachments are named and sized, not kept.
import { createHash } from "node:crypto";
import type { AddressInfo } from "node:net";
import { GantryError } from "@gantry/contract";
import { simpleParser } from "mailparser";
import type { ParsedMail } from "mailparser";
import { SMTPServer } from "smtp-server";
import type { Fired } from "./types.ts";

export interface MailOptions {
  readonly host: string;
  /** 0: any. */
  readonly port: number;
  /** Addresses in lower case. */
  readonly recipients: readonly string[];
  /** Starts what the mail is for. `id` tells mails apart. */
  readonly take: (recipient: string, id: string, event: MailEvent) => Promise<Fired>;
  readonly report: (error: unknown) => void;
}

/** What a mail is to a flow. */
export interface MailEvent {
  readonly from: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly attachments: readonly { readonly name: string; readonly size: number }[];
}

export interface MailDoor {
  /** `127.0.0.1:2525`. */
  readonly address: string;
  close(): Promise<void>;
}

const mostBytes = 10_485_760;
const mostClients = 50;

/** An answer of SMTP: 4xx asks to try again, 5xx to tell the sender. */
class MailRefused extends Error {
  readonly responseCode: number;

  constructor(responseCode: number, message: string) {
    super(message);
    this.responseCode = responseCode;
  }
}

/** Listens for mail. Throws `bad-config` where the port is taken. */
export async function openMailDoor({ host, port, recipients, take, report }: MailOptions): Promise<MailDoor> {
  const wanted = new Set(recipients);
  const server = new SMTPServer({
    // Stands behind the company's own mail relay, which knows senders and spam; see docs/guides/triggers.md.
    authOptional: true,
    disabledCommands: ["AUTH", "STARTTLS"],
    size: mostBytes,
    maxClients: mostClients,
    disableReverseLookup: true,
    onRcptTo: ({ address }, _session, done) => {
      done(wanted.has(address.toLowerCase()) ? null : new MailRefused(550, "no such recipient here"));
    },
    onData: (stream, session, done) => {
      const to = [...new Set(session.envelope.rcptTo.map(({ address }) => address.toLowerCase()))];
      receive(stream, to, take).then(
        () => done(null),
        (error: unknown) => done(refusalOf(error, report)),
      );
    },
  });
  server.on("error", report);
  await new Promise<void>((resolve, reject) => {
    server.server.once("error", reject);
    server.listen(port, host, () => resolve());
  }).catch((cause: unknown) => {
    throw new GantryError("bad-config", `mail can't be taken at ${host}, port ${port}: it is not free`, {
      remedy: "set GANTRY_MAIL_PORT",
      cause,
    });
  });
  const { port: bound } = server.server.address() as AddressInfo; // it listens on TCP
  return {
    address: `${host}:${bound}`,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

async function receive(
  stream: NodeJS.ReadableStream & { readonly sizeExceeded: boolean },
  recipients: readonly string[],
  take: MailOptions["take"],
): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const part of stream) {
    // What is too large is read to its end, and not kept.
    if (!stream.sizeExceeded) chunks.push(Buffer.from(part));
  }
  if (stream.sizeExceeded) throw new MailRefused(552, "the mail is larger than is taken here");
  const raw = Buffer.concat(chunks);
  const mail = await simpleParser(raw, { skipImageLinks: true, skipTextToHtml: true });
  const id = mail.messageId ?? createHash("sha256").update(raw).digest("base64url");
  for (const recipient of recipients) await take(recipient, id, eventOf(mail, recipient));
}

const eventOf = (mail: ParsedMail, to: string): MailEvent => ({
  from: mail.from?.value[0]?.address ?? "",
  to,
  subject: mail.subject ?? "",
  text: (mail.text ?? "").trim(),
  attachments: mail.attachments.map(({ filename = "", size }) => ({ name: filename, size })),
});

function refusalOf(error: unknown, report: (error: unknown) => void): MailRefused {
  if (error instanceof MailRefused) return error;
  if (error instanceof GantryError) return new MailRefused(error.retryable ? 451 : 554, error.message);
  report(error);
  return new MailRefused(451, "it can't be taken right now");
}
