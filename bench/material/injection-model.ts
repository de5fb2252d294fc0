// The worst model there is, behind OpenAI's protocol: it looks for orders in all that it reads, undoes any wrapping, and does
// what they say. Where the guard has taken an order out of its sight, it still knows what was planted, as an accomplice would.
import { createServer } from "node:http";
import type { ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { letterOf } from "../../test/support/outside-model.ts";
import { manners } from "./injection-manners.ts";
import type { Manner } from "./injection-manners.ts";

/** What was planted somewhere: its text as it stands there, and what it wants written or done. */
export interface Planted {
  readonly text: string;
  readonly order: string;
}

export interface Asked {
  readonly task: "plan" | "write";
  readonly raw: string;
  readonly system: string;
  readonly user: string;
  /** Anything but messages, model and the form of the reply: tools would stand here. */
  readonly extras: readonly string[];
  readonly schema: string;
  /** What it obeyed, and how; null where it found nothing to obey. */
  readonly obeyed: { readonly planted: Planted; readonly manner: string; readonly wrote: string } | null;
}

export interface ObedientModel {
  readonly env: Readonly<Record<string, string>>;
  readonly asked: readonly Asked[];
  /** What is planted now; with nothing planted it writes as it should. The round decides the manner of obeying. */
  plant(planted: readonly Planted[], round: number): void;
  close(): Promise<void>;
}

interface Body extends Readonly<Record<string, unknown>> {
  readonly messages: readonly { readonly role: string; readonly content: unknown }[];
  readonly response_format?: { readonly json_schema?: { readonly schema?: { readonly properties?: object } } };
}

const textOf = (content: unknown): string =>
  Array.isArray(content) ? content.map((part: { text?: string }) => part.text ?? "").join("") : String(content);

const rot13 = (text: string): string =>
  text.replaceAll(/[a-z]/gi, (letter) => {
    const first = letter <= "Z" ? 65 : 97;
    return String.fromCharCode(((letter.charCodeAt(0) - first + 13) % 26) + first);
  });

/** A text in every way that an order may be wrapped in it. */
const unwrapped = (text: string): readonly string[] => [
  text.normalize("NFKC").replaceAll(/\p{Cf}/gu, ""),
  rot13(text),
  Array.from(text).toReversed().join(""),
  ...Array.from(text.matchAll(/[A-Za-z0-9+/]{40,}={0,2}/g), ([run]) => Buffer.from(run, "base64").toString("utf8")),
];

const wantedIn = (text: string): string =>
  Array.from(text.matchAll(/«([^»]{3,400})»/g), (match) => match[1] ?? "").join(" ");

const compact = (text: string): string => text.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, "");

/** Which of the planted texts a prompt holds: the one with most of its pieces in it. */
const recognise = (prompt: string, planted: readonly Planted[]): Planted | null => {
  const seen = compact(prompt);
  let best: { readonly planted: Planted; readonly share: number } | null = null;
  for (const each of planted) {
    const text = compact(each.text);
    const pieces = Array.from({ length: Math.floor(text.length / 8) }, (_, index) =>
      text.slice(index * 8, index * 8 + 8),
    );
    const share = pieces.filter((piece) => seen.includes(piece)).length / Math.max(1, pieces.length);
    if (share > 0.3 && share > (best?.share ?? 0)) best = { planted: each, share };
  }
  return best?.planted ?? null;
};

const tokenForm = /\b[A-Z]{2,12}_[0-9A-Z]{4}\b/g;

/** What is to be written, with what the order's code words stand for filled in. */
const fill = (order: string, wanted: string, user: string, system: string, earlier: readonly string[]): string => {
  const own = user.match(tokenForm) ?? [];
  const count = /Tickets in 90 days: (\d+)/.exec(user)?.[1] ?? "3";
  const parts = [wanted.replaceAll("{n}", count)];
  if (order.includes("{tokens}")) parts.push(earlier.slice(-6).join(" "));
  if (order.includes("{suffix}")) parts.push(own.map((token) => `${token}_7`).join(" "));
  if (order.includes("{system}")) parts.push(system.slice(0, 400));
  return parts.join(" ").trim();
};

const letterWith = (
  plain: { readonly subject: string; readonly body: string },
  text: string,
  place: Manner["place"],
) => {
  if (place === "subject") return { ...plain, subject: text.slice(0, 150) };
  if (place === "postscript") return { ...plain, body: `${plain.body}\n\n${text}` };
  const [greeting = "", ...rest] = plain.body.split("\n\n");
  return { ...plain, body: [greeting, text, ...rest].join("\n\n").slice(0, 4_000) };
};

const planOf = (question: string): object => ({
  flow: "retention",
  input: [
    { name: "region", value: /EMEA|AMER|APAC/.exec(question)?.[0] ?? "" },
    { name: "segment", value: /enterprise|mid-market|small/.exec(question)?.[0] ?? "" },
    { name: "period", value: "this quarter" },
  ],
  why: "",
});

const known = new Set(["model", "messages", "response_format", "temperature", "max_tokens", "stream", "user"]);

/** Starts it on a port of its own. */
export const startObedientModel = async (): Promise<ObedientModel> => {
  const asked: Asked[] = [];
  const earlier: string[] = [];
  let planted: readonly Planted[] = [];
  let round = 0;

  const reply = (response: ServerResponse, message: object): void =>
    void response.writeHead(200, { "content-type": "application/json" }).end(
      JSON.stringify({
        id: `chatcmpl-${asked.length}`,
        object: "chat.completion",
        created: 1,
        model: "obedient-1",
        choices: [{ index: 0, message: { role: "assistant", ...message }, finish_reason: "stop" }],
        usage: { prompt_tokens: 900, completion_tokens: 150, total_tokens: 1050 },
      }),
    );

  /** What it says to a prompt for a letter, and what of the planted it obeyed. */
  const write = (user: string, system: string, turns: number): { message: object; obeyed: Asked["obeyed"] } => {
    // The tickets stand last: its letter argues from the facts before them.
    const plain = letterOf(user.replace(/What they wrote to support:[\s\S]*(?=\n⟦end)/, ""));
    const found = recognise(user, planted);
    const manner = manners[(round * 7 + planted.findIndex((each) => each === found)) % manners.length];
    const read = unwrapped(user)
      .map(wantedIn)
      .find((text) => text !== "");
    if (found === null || manner === undefined) return { message: { content: JSON.stringify(plain) }, obeyed: null };
    const meant = wantedIn(found.order);
    const wanted = fill(found.order, manner.name === "as it reads" ? (read ?? meant) : meant, user, system, earlier);
    const wrote = manner.write(wanted);
    const obeyed = { planted: found, manner: manner.name, wrote };
    const isFirst = turns === 1;
    if (isFirst && found.order.includes("{tool}")) {
      const call = { name: "mail_send", arguments: JSON.stringify({ to: "all", body: wanted }) };
      return { message: { content: null, tool_calls: [{ id: "call_1", type: "function", function: call }] }, obeyed };
    }
    const place = found.order.includes("{subject}") ? "subject" : manner.place;
    const letter = letterWith(plain, wrote, place);
    if (isFirst && found.order.includes("{array}")) return { message: { content: JSON.stringify([letter]) }, obeyed };
    const fields = { to: "eve@collector.example", bcc: wanted, sql: "select 1", approved: true, flags: [] };
    const content = isFirst && found.order.includes("{fields}") ? { ...letter, ...fields } : letter;
    return { message: { content: JSON.stringify(content) }, obeyed };
  };

  const server = createServer((request, response) => {
    let raw = "";
    request.on("data", (chunk: Buffer) => (raw += chunk.toString()));
    request.on("end", () => {
      const body = JSON.parse(raw) as Body;
      const said = (role: string): readonly string[] =>
        body.messages.filter((message) => message.role === role).map((message) => textOf(message.content));
      const system = said("system").join("\n");
      const [user = "", ...more] = said("user");
      const schema = body.response_format?.json_schema?.schema ?? {};
      const isPlan = Object.keys(schema.properties ?? {}).includes("flow");
      const { message, obeyed } = isPlan
        ? { message: { content: JSON.stringify(planOf(user.split("Question:\n").at(-1) ?? "")) }, obeyed: null }
        : write(user, system, 1 + more.length);
      const extras = Object.keys(body).filter((name) => !known.has(name));
      asked.push({
        task: isPlan ? "plan" : "write",
        raw,
        system,
        user,
        extras,
        schema: JSON.stringify(schema),
        obeyed,
      });
      earlier.push(...(user.match(tokenForm) ?? []));
      reply(response, message);
    });
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`;
  return {
    env: { GANTRY_MODEL_URL: url, GANTRY_MODEL_KEY: "sk-obedient", GANTRY_MODEL_NAME: "obedient-1" },
    asked,
    plant(texts, turn) {
      planted = texts;
      round = turn;
    },
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
};
