// One SMTP conversation a mail, so that we know how far it came: before the line that ends the mail nothing was sent, from
// then until the server's reply nobody knows.
import { Readable } from "node:stream";
import SMTPConnection from "nodemailer/lib/smtp-connection";
import { cancelled, refused, reveal, timedOut, unreachable, type Context, type Place } from "../kit/index.ts";
import type { Connection } from "./connection.ts";

interface Failure {
  readonly code: string;
  /** The server's reply code, if it replied. */
  readonly reply: number | undefined;
}

const failureOf = (error: unknown): Failure => {
  const read = (name: string): unknown =>
    typeof error === "object" && error !== null ? Reflect.get(error, name) : undefined;
  const [code, reply] = [read("code"), read("responseCode")];
  return { code: typeof code === "string" ? code : "", reply: typeof reply === "number" ? reply : undefined };
};

const problemOf = (error: unknown, place: Place, uncertain: boolean) => {
  const { code, reply } = failureOf(error);
  if (code === "EAUTH")
    return refused(place, "its user or password is wrong", "check the mail server's user and password");
  if (reply !== undefined && reply >= 500) return refused(place, `the mail server answers ${reply}`);
  if (reply !== undefined && reply >= 400) return unreachable(place, `the mail server answers ${reply} for now`);
  if (uncertain) return timedOut(place, "the mail was handed over, but no reply came");
  if (code === "ETLS" || code === "EREQUIRETLS") return refused(place, "no TLS connection could be made");
  return unreachable(place, code === "" ? "the connection broke" : code, error);
};

/** Opens a connection and logs in. `use` gets it; afterwards it is closed. */
const converse = async <T>(
  connection: Connection,
  context: Context,
  place: Place,
  use: (smtp: SMTPConnection) => Promise<T>,
  isUncertain: () => boolean,
): Promise<T> => {
  if (context.signal.aborted) throw cancelled(place);
  const smtp = new SMTPConnection({
    host: connection.host,
    port: connection.port,
    secure: connection.secure,
    requireTLS: connection.requireTls,
    connectionTimeout: connection.timeoutSeconds * 1000,
    greetingTimeout: connection.timeoutSeconds * 1000,
    socketTimeout: connection.timeoutSeconds * 1000,
  });
  const { promise: broken, reject } = Promise.withResolvers<never>();
  broken.catch(() => undefined);
  smtp.on("error", reject);
  smtp.once("end", () => reject(new Error("closed")));
  const abort = (): void => reject(cancelled(place));
  context.signal.addEventListener("abort", abort, { once: true });
  try {
    const connected = Promise.withResolvers<void>();
    smtp.connect(() => connected.resolve());
    await Promise.race([connected.promise, broken]);
    const { user, password } = connection;
    if (user !== undefined && password !== undefined) {
      const credentials = { user: reveal(user, context), pass: context.secret(password.secret) };
      const login = new Promise<void>((resolve, fail) =>
        smtp.login({ credentials }, (error) => (error ? fail(error) : resolve())),
      );
      await Promise.race([login, broken]);
    }
    return await Promise.race([use(smtp), broken]);
  } catch (error) {
    if (context.signal.aborted && !isUncertain()) throw cancelled(place);
    throw problemOf(error, place, isUncertain());
  } finally {
    context.signal.removeEventListener("abort", abort);
    smtp.removeListener("error", reject);
    smtp.on("error", () => undefined);
    smtp.close();
  }
};

/**
 * Hands a mail over.
 *
 * @throws `source-timeout` when it was handed over and no reply came; any other code = it surely was not sent
 */
export const deliver = async (
  connection: Connection,
  context: Context,
  place: Place,
  envelope: { readonly from: string; readonly to: readonly string[] },
  bytes: Buffer,
): Promise<void> => {
  let handedOver = false;
  let begun = false;
  let fenced: { readonly error: unknown } | undefined;
  const stop = Promise.withResolvers<never>();
  stop.promise.catch(() => undefined);
  // Read only after the server has said "go ahead" to DATA.
  const body = new Readable({
    read() {
      if (!begun) {
        begun = true;
        this.push(bytes);
        return;
      }
      // Without the line that ends it a server throws a mail away (RFC 5321, 4.1.1.4).
      try {
        context.fence?.();
      } catch (error) {
        fenced = { error };
        stop.reject(error);
        return;
      }
      handedOver = true;
      this.push(null);
    },
  });
  const send = async (smtp: SMTPConnection): Promise<void> => {
    const sending = new Promise<SMTPConnection.SentMessageInfo>((resolve, fail) => {
      smtp.send({ from: envelope.from, to: [...envelope.to] }, body, (error, sent) =>
        error ? fail(error) : resolve(sent),
      );
    });
    sending.catch(() => undefined);
    const info = await Promise.race([sending, stop.promise]);
    if (info.rejected.length > 0) throw refused(place, "it took the mail, but not for every recipient");
  };
  try {
    await converse(connection, context, place, send, () => handedOver);
  } catch (error) {
    throw fenced === undefined ? error : fenced.error;
  }
};

/** Whether the server answers and takes our credentials. */
export const greet = async (connection: Connection, context: Context, place: Place): Promise<void> => {
  await converse(
    connection,
    context,
    place,
    () => Promise.resolve(),
    () => false,
  );
};
