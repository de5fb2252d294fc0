// Message search beside SMTP, as hosted mail systems offer it: whether a mail was taken, by its Message-ID.
import type { AddressInfo } from "node:net";
import Fastify from "fastify";
import type { InboxMail } from "@gantry/contract";

export interface Lookup {
  readonly url: string;
  close(): Promise<void>;
}

/**
 * Serves `GET /messages?messageId=…` to who has the token: 200 with `{"reference": Message-ID}` when it was
 * taken, else 404.
 * `find` must count mails that are just being taken.
 */
export const startLookup = async (
  host: string,
  isToken: (token: string) => boolean,
  find: (messageId: string) => Promise<readonly InboxMail[]>,
): Promise<Lookup> => {
  const app = Fastify({ forceCloseConnections: true });
  app.get<{ Querystring: { messageId?: string } }>("/messages", async (request, reply) => {
    const token = /^Bearer (.+)$/.exec(request.headers.authorization ?? "")?.[1] ?? "";
    if (!isToken(token)) return reply.code(401).header("www-authenticate", "Bearer").send({ error: "unauthorized" });
    const { messageId } = request.query;
    if (typeof messageId !== "string" || messageId === "")
      return reply.code(400).send({ error: "messageId is missing" });
    const [mail] = await find(messageId);
    return mail === undefined ? reply.code(404).send({ error: "no such message" }) : { reference: mail.messageId };
  });
  await app.listen({ port: 0, host });
  const { port } = app.server.address() as AddressInfo; // it listens on TCP
  return { url: `http://${host}:${port}/messages`, close: () => app.close() };
};
