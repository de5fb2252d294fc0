// The mail server of the sample company: real SMTP with AUTH, delivering everything into one mailbox.
import { randomBytes, timingSafeEqual } from "node:crypto";
import { mkdtemp } from "node:fs/promises";
import type { AddressInfo, Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { SMTPServer } from "smtp-server";
import type { SMTPServerDataStream, SMTPServerSession } from "smtp-server";
import { startLookup } from "./lookup.ts";
import { openMailbox } from "./mailbox.ts";
import type { Mailbox } from "./mailbox.ts";

/** What the next mails meet. */
export type MailFault =
  | { readonly kind: "refuse"; readonly code: 451 | 550; readonly at: "recipient" | "data" }
  | { readonly kind: "delay"; readonly milliseconds: number }
  /** The connection breaks after DATA (and the time given), before the reply; delivered or not, the client can't tell. */
  | { readonly kind: "drop"; readonly delivered: boolean; readonly milliseconds?: number };

export interface MailCredentials {
  readonly user: string;
  readonly password: string;
  /** For the search by Message-ID. */
  readonly token: string;
}

export interface MailOptions {
  readonly port?: number;
  readonly host?: string;
  /** Folder of the mailbox; a fresh temporary one by default. */
  readonly dir?: string;
  readonly credentials?: MailCredentials;
  readonly now?: () => Date;
}

export interface MailServer extends Pick<Mailbox, "list" | "find" | "count"> {
  readonly host: string;
  readonly port: number;
  readonly credentials: MailCredentials;
  /** Address of the search by Message-ID (`lookup.ts`). */
  readonly lookupUrl: string;
  /** Mails handed over in whole that the client has no reply to yet. */
  unanswered(): number;
  /** The next `count` mails meet the fault. */
  failNext(count: number, fault: MailFault): void;
  close(): Promise<void>;
}

/** A fresh login. */
export const mailCredentials = (): MailCredentials => ({
  user: "gantry",
  password: randomBytes(18).toString("base64url"),
  token: randomBytes(18).toString("base64url"),
});

const maximumBytes = 10 * 1024 * 1024;

const refusals = {
  451: "Requested action aborted: local error in processing",
  550: "Requested action not taken: mailbox unavailable",
} as const;

const refusal = (code: keyof typeof refusals): Error =>
  Object.assign(new Error(refusals[code]), { responseCode: code });

const same = (a: string, b: string): boolean => {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
};

const readAll = async (stream: SMTPServerDataStream): Promise<Buffer> => {
  const chunks: Buffer[] = [];
  let kept = 0;
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    // Past the limit the server refuses the mail itself; it only has to be read to its end.
    if (kept <= maximumBytes) chunks.push(chunk);
    kept += chunk.length;
  }
  return Buffer.concat(chunks);
};

const isFault = <K extends MailFault["kind"]>(
  fault: MailFault | undefined,
  kind: K,
): fault is MailFault & { kind: K } => fault?.kind === kind;

/** Starts the server. It takes mail for any recipient, duplicates included, from whoever has the credentials. */
export const startMail = async (options: MailOptions = {}): Promise<MailServer> => {
  const host = options.host ?? "127.0.0.1";
  const now = options.now ?? (() => new Date());
  const mailbox = await openMailbox(options.dir ?? (await mkdtemp(join(tmpdir(), "mail-"))));
  const credentials = options.credentials ?? mailCredentials();
  const faults: MailFault[] = [];
  const receiving = new Set<Promise<string>>();
  let unanswered = 0;
  const sockets = new Map<number, Socket>();

  const receive = async (stream: SMTPServerDataStream, session: SMTPServerSession): Promise<string> => {
    const fault = faults.shift();
    const raw = await readAll(stream);
    if (stream.sizeExceeded) return "";
    unanswered += 1;
    try {
      return await take(raw, session, fault);
    } finally {
      unanswered -= 1;
    }
  };

  const take = async (raw: Buffer, session: SMTPServerSession, fault: MailFault | undefined): Promise<string> => {
    if (isFault(fault, "refuse")) throw refusal(fault.code);
    const { milliseconds = 0 } = isFault(fault, "delay") || isFault(fault, "drop") ? fault : {};
    if (milliseconds > 0) await new Promise((resolve) => setTimeout(resolve, milliseconds));
    const { mailFrom, rcptTo } = session.envelope;
    const envelope = { from: mailFrom === false ? "" : mailFrom.address, to: rcptTo.map((it) => it.address) };
    const drops = isFault(fault, "drop");
    const id = drops && !fault.delivered ? "" : await mailbox.store(raw, envelope, now());
    if (drops) sockets.get(session.remotePort)?.destroy();
    return `OK: queued as ${id}`;
  };

  const server = new SMTPServer({
    name: "mail.meridian.example",
    banner: "Meridian Instruments",
    // Loopback only, so no TLS: its certificate would be one that nobody has reason to trust.
    disabledCommands: ["STARTTLS"],
    allowInsecureAuth: true,
    authMethods: ["PLAIN", "LOGIN"],
    size: maximumBytes,
    rejectOversized: true,
    disableReverseLookup: true,
    logger: false,
    onAuth(auth, _session, callback) {
      const isKnown = same(auth.username ?? "", credentials.user) && same(auth.password ?? "", credentials.password);
      if (isKnown) callback(null, { user: credentials.user });
      else callback(Object.assign(new Error("Authentication credentials invalid"), { responseCode: 535 }));
    },
    onRcptTo(_address, _session, callback) {
      const [fault] = faults;
      if (!isFault(fault, "refuse") || fault.at !== "recipient") return callback();
      faults.shift();
      callback(refusal(fault.code));
    },
    onData(stream, session, callback) {
      const received = receive(stream, session);
      receiving.add(received);
      received
        .finally(() => receiving.delete(received))
        .then(
          (message) => callback(null, message),
          (error: unknown) => callback(error instanceof Error ? error : refusal(451)),
        );
    },
  });
  // A client that went away is its own affair.
  server.on("error", () => {});
  server.server.on("connection", (socket: Socket) => {
    const port = socket.remotePort ?? 0;
    sockets.set(port, socket);
    socket.once("close", () => sockets.delete(port));
  });
  await new Promise<void>((resolve, reject) => {
    server.server.once("error", reject);
    server.listen(options.port ?? 0, host, () => {
      server.server.off("error", reject);
      resolve();
    });
  });

  const lookup = await startLookup(
    host,
    (token) => same(token, credentials.token),
    async (messageId) => {
      await Promise.allSettled(receiving);
      return mailbox.find(messageId);
    },
  );

  return {
    host,
    lookupUrl: lookup.url,
    port: (server.server.address() as AddressInfo).port, // it listens on TCP
    credentials,
    list: () => mailbox.list(),
    find: (messageId) => mailbox.find(messageId),
    count: () => mailbox.count(),
    unanswered: () => unanswered,
    failNext(times, fault) {
      for (let i = 0; i < times; i += 1) faults.push(fault);
    },
    async close() {
      const closed = new Promise<void>((resolve) => {
        server.close(resolve);
      });
      for (const socket of sockets.values()) socket.destroy();
      await Promise.all([closed, lookup.close()]);
    },
  };
};
