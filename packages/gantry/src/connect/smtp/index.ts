// Mail over SMTP: one action, never twice. It has no tables.
import {
  at,
  createHttp,
  parseConnection,
  tryJson,
  type ActionDef,
  type ActionField,
  type ConnectorFactory,
} from "../kit/index.ts";
import { Connection } from "./connection.ts";
import { deliver, greet } from "./delivery.ts";
import type { Picture } from "./letter.ts";
import { compose, laidOut, messageId, readMail } from "./message.ts";

const field = (role: ActionField["role"], description: string, required = false): ActionField => ({
  type: "varchar",
  required,
  role,
  description,
});

/**
 * Connector to a mail server.
 *
 * @example
 * smtp({
 *   name: "mail", connector: "smtp", title: "Mail",
 *   connection: { host: "mail.example", port: 587, from: "sales@example.com", user: "gantry", password: { secret: "mail.password" } },
 * });
 */
export const smtp: ConnectorFactory = (source) => {
  const connection = parseConnection(source, Connection);
  const place = { source: source.name };
  const domain = connection.domain ?? connection.from.slice(connection.from.lastIndexOf("@") + 1);
  const { lookup } = connection;
  const http = createHttp({
    source: source.name,
    origins: lookup === undefined ? [] : [new URL(lookup.url).origin],
    limits: connection.limits,
  });

  const send: ActionDef = {
    title: "Send a mail",
    input: {
      to: field("recipient", "Exactly one address", true),
      cc: field("recipient", "One more address"),
      subject: field("content", "One line", true),
      body: field("content", "Plain text", true),
      html: field("content", "The same as HTML"),
      sections: field("content", "Cards with pictures and tables, as JSON: HTML is made of body, these and closing"),
      closing: field("content", "What stands below all that: a greeting, and who signs"),
      language: field("content", "Language of the mail, as in `de`: how days are written"),
      inReplyTo: field("target", "Message-ID that this answers"),
    },
    idempotency:
      "Message-ID; SMTP cannot tell what became of a message after a crash, so an attempt without a reply is uncertain",
    preview: (input) => {
      const mail = readMail(input, source.name);
      const inline = ({ mediaType, bytes }: Picture): string => `data:${mediaType};base64,${bytes.toString("base64")}`;
      const { html, text } = laidOut(mail, connection.fromName, inline);
      return { html: html ?? null, text };
    },
    trace: (key) => `Message-ID ${messageId(key, domain)}`,
    run: async (input, key, context) => {
      const mail = readMail(input, source.name);
      const id = messageId(key, domain);
      const bytes = await compose(mail, { name: connection.fromName, address: connection.from }, id, context.now());
      context.budget.spend(1);
      const to = mail.cc === undefined ? [mail.to] : [mail.to, mail.cc];
      await deliver(connection, context, place, { from: connection.from, to }, bytes);
      return { reference: id };
    },
    reconcile: async (_input, key, context) => {
      if (lookup === undefined) return "unknown";
      const url = new URL(lookup.url);
      const id = messageId(key, domain);
      url.searchParams.set("messageId", id);
      const headers =
        lookup.token === undefined ? {} : { authorization: `Bearer ${context.secret(lookup.token.secret)}` };
      const reply = await http.send({ url, headers: { accept: "application/json", ...headers } }, context);
      if (reply.status === 404) return "absent";
      if (reply.status !== 200) return "unknown";
      const reference = at(tryJson(reply.text), ["reference"]);
      return typeof reference === "string" ? { reference } : "unknown";
    },
  };

  return {
    discover: () => Promise.resolve([]),
    plan: () =>
      Promise.resolve({
        refused: `source "${source.name}" has no tables: it sends mail`,
        remedy: "read mail from a source that holds it",
      }),
    scan: async function* () {
      yield* [];
    },
    check: async (context) => {
      await greet(connection, context, place);
      return { ok: true, detail: "the mail server answers and takes our credentials" };
    },
    actions: { send },
    close: () => http.close(),
  };
};
