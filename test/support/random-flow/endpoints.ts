// Where a random flow's data may go: a model behind OpenAI's protocol and a mail server, both real, both keeping every byte.
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { InboxMail } from "@gantry/contract";
import { startMail } from "../../../examples/meridian/src/systems/mail/index.ts";

/** One request as it came over the wire. */
export interface ModelRequest {
  readonly raw: string;
  readonly system: string;
  readonly user: string;
}

export interface Endpoints {
  readonly modelUrl: string;
  readonly mail: Readonly<Record<string, unknown>>;
  readonly secrets: Readonly<Record<string, string>>;
  /** What came since the last time. */
  takeRequests(): readonly ModelRequest[];
  takeMails(): Promise<readonly { readonly raw: string; readonly mail: InboxMail }[]>;
  close(): Promise<void>;
}

interface Body {
  readonly messages: readonly { readonly role: string; readonly content: unknown }[];
}

const textOf = (content: unknown): string =>
  Array.isArray(content) ? content.map((part: { text?: string }) => part.text ?? "").join("") : String(content);

/** Writes all that it was given: whatever is restored later, it asks for all of it. */
const letterOf = (user: string): object => {
  const data = /⟦data \w+⟧\n([\s\S]*)\n⟦end \w+⟧/.exec(user)?.[1] ?? "";
  const line = data.replaceAll(/\s+/g, " ").trim();
  return { subject: `About ${line}`.slice(0, 140).trim(), body: `Hello,\n${data.slice(0, 3_900)}`.trim() };
};

export const openEndpoints = async (): Promise<Endpoints> => {
  const folder = mkdtempSync(path.join(tmpdir(), "gantry-flows-"));
  const requests: ModelRequest[] = [];
  const seen = new Set<string>();
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const raw = Buffer.concat(chunks).toString("utf8");
      const { messages } = JSON.parse(raw) as Body;
      const said = (role: string): string => textOf(messages.find((message) => message.role === role)?.content ?? "");
      const [system, user] = [said("system"), said("user")];
      const headers = JSON.stringify([request.url, request.headers]);
      requests.push({ raw: `${headers}\n${raw}`, system, user });
      const message = { role: "assistant", content: JSON.stringify(letterOf(user)) };
      response.writeHead(200, { "content-type": "application/json" }).end(
        JSON.stringify({
          id: "chatcmpl-1",
          object: "chat.completion",
          created: 1,
          model: "echo-1",
          choices: [{ index: 0, message, finish_reason: "stop" }],
          usage: { prompt_tokens: 9, completion_tokens: 9, total_tokens: 18 },
        }),
      );
    });
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const mail = await startMail({ dir: path.join(folder, "mail") });
  return {
    modelUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    mail: {
      host: mail.host,
      port: mail.port,
      from: "us@gantry.example",
      user: mail.credentials.user,
      password: { secret: "mail.password" },
    },
    secrets: { "mail.password": mail.credentials.password },
    takeRequests: () => requests.splice(0),
    async takeMails() {
      const raws = new Map(
        readdirSync(path.join(folder, "mail"))
          .filter((name) => name.endsWith(".eml") && !seen.has(name))
          .map((name) => [name.replace(/\.eml$/, ""), readFileSync(path.join(folder, "mail", name), "utf8")]),
      );
      for (const id of raws.keys()) seen.add(`${id}.eml`);
      if (raws.size === 0) return [];
      return (await mail.list()).flatMap((each) => {
        const raw = raws.get(each.id);
        return raw === undefined ? [] : [{ raw, mail: each }];
      });
    },
    async close() {
      await mail.close();
      await new Promise<void>((done) => {
        server.close(() => done());
        server.closeAllConnections();
      });
      rmSync(folder, { recursive: true, force: true });
    },
  };
};
