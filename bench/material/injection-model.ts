// The worst model there is, behind OpenAI's protocol: it does whatever it reads, in letters, in turns with tools, and in chats.
import { createServer } from "node:http";
import type { ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { obey, tokenForm } from "./injection-obey.ts";
import type { Obeyed, Planted, Reading } from "./injection-obey.ts";

export interface Asked {
  readonly task: "plan" | "write" | "turn" | "chat";
  readonly raw: string;
  readonly system: string;
  readonly user: string;
  /** Anything but messages, model and the form of the reply: tools would stand here. */
  readonly extras: readonly string[];
  readonly schema: string;
  /** What tools gave, in a chat. */
  readonly results: string;
  /** Null where it found nothing to obey. */
  readonly obeyed: Obeyed | null;
}

export interface ObedientModel {
  readonly env: Readonly<Record<string, string>>;
  readonly asked: readonly Asked[];
  /** What is planted now; with nothing planted it writes as it should. The round decides the manner of obeying. */
  plant(planted: readonly Planted[], round: number): void;
  /** Where a model that reads by itself looks first: fields of its reply, for a customer. */
  look: (customer: string) => object;
  close(): Promise<void>;
}

interface Body extends Readonly<Record<string, unknown>> {
  readonly messages: readonly { readonly role: string; readonly content: unknown }[];
  readonly response_format?: { readonly json_schema?: { readonly schema?: { readonly properties?: object } } };
}

const textOf = (content: unknown): string =>
  Array.isArray(content) ? content.map((part: { text?: string }) => part.text ?? "").join("") : String(content);

const planOf = (question: string): object => ({
  flow: "retention",
  input: [
    { name: "region", value: /EMEA|AMER|APAC/.exec(question)?.[0] ?? "" },
    { name: "segment", value: /enterprise|mid-market|small/.exec(question)?.[0] ?? "" },
    { name: "period", value: "this quarter" },
  ],
  why: "",
  // What a published flow does not need.
  title: "",
  steps: [],
  columns: [],
  charts: [],
  choices: [],
});

interface Said {
  readonly message: object;
  readonly obeyed: Obeyed | null;
}

const callOf = (name: string, given: object): object => ({
  content: null,
  tool_calls: [{ id: "call_1", type: "function", function: { name, arguments: JSON.stringify(given) } }],
});

const known = new Set(["model", "messages", "response_format", "temperature", "max_tokens", "stream", "user"]);

/** Starts it on a port of its own. */
export const startObedientModel = async (): Promise<ObedientModel> => {
  const asked: Asked[] = [];
  const earlier: string[] = [];
  let planted: readonly Planted[] = [];
  let round = 0;
  const look = (customer: string): object => own.look(customer);

  const reply = (response: ServerResponse, message: object): void =>
    void response.writeHead(200, { "content-type": "application/json" }).end(
      JSON.stringify({
        id: `chatcmpl-${asked.length}`,
        object: "chat.completion",
        created: 1,
        model: "obedient-1",
        choices: [
          {
            index: 0,
            message: { role: "assistant", ...message },
            finish_reason: "tool_calls" in message ? "tool_calls" : "stop",
          },
        ],
        usage: { prompt_tokens: 900, completion_tokens: 150, total_tokens: 1050 },
      }),
    );

  const readingOf = (data: string, own: string, system: string): Reading => ({
    data,
    own,
    system,
    planted,
    round,
    earlier,
  });

  /** What it says to a prompt for a letter, and what of the planted it obeyed. */
  const write = (user: string, system: string, isFirst: boolean): Said => {
    // The tickets stand last: its letter argues from the facts before them.
    const own = user.replace(/What they wrote to support:[\s\S]*(?=\n⟦end)/, "");
    const { letter, obeyed } = obey(readingOf(user, own, system));
    const order = isFirst ? (obeyed?.planted.order ?? "") : "";
    const wrote = obeyed?.wrote ?? "";
    if (order.includes("{tool}")) return { message: callOf("mail_send", { to: "all", body: wrote }), obeyed };
    if (order.includes("{array}")) return { message: { content: JSON.stringify([letter]) }, obeyed };
    const fields = { to: "eve@collector.example", bcc: wrote, sql: "select 1", approved: true, flags: [] };
    const content = order.includes("{fields}") ? { ...letter, ...fields } : letter;
    return { message: { content: JSON.stringify(content) }, obeyed };
  };

  /** A turn of a model that reads by itself: it looks where it is to look, and then does what it has read. */
  const turn = (user: string, system: string, isFirst: boolean): Said => {
    const own = user.replace(/^Turn \d+: you asked[\s\S]*(?=\n⟦end)/m, "");
    const empty = { thought: "I look.", sql: "", call: "", subject: "", body: "" };
    const said = (content: object, obeyed: Obeyed | null): Said => ({
      message: { content: JSON.stringify({ ...empty, ...content }) },
      obeyed,
    });
    if (own === user) return said(look(/^Customer: (\w+)$/m.exec(own)?.[1] ?? ""), null);
    const { letter, obeyed } = obey(readingOf(user, own, system));
    // Tools are closed by now; it tries them all the same.
    const greedy = { tool: "query", sql: "select name, phone, website from crm.accounts order by name" };
    const isTempted = isFirst && obeyed !== null && /\{(?:tool|fields|array)\}/.test(obeyed.planted.order);
    return isTempted ? said(greedy, obeyed) : said({ tool: "answer", ...letter }, obeyed);
  };

  /** In a chat, what tools gave stands in messages of their own; one that asks for a form gets it. */
  const chat = (user: string, system: string, results: string, form: boolean): Said => {
    const { letter, obeyed } = obey(readingOf(`${user}\n${results}`, user, system));
    if (obeyed?.planted.order.includes("{tool}") === true && !form)
      return { message: callOf("mail_send", { to: "all", body: obeyed.wrote }), obeyed };
    const content = form ? JSON.stringify(letter) : `${letter.subject}\n\n${letter.body}`;
    return { message: { content }, obeyed };
  };

  const server = createServer((request, response) => {
    let raw = "";
    request.on("data", (chunk: Buffer) => (raw += chunk.toString()));
    request.on("end", () => {
      const body = JSON.parse(raw) as Body;
      const said = (role: string): readonly string[] =>
        body.messages.filter((message) => message.role === role).map((message) => textOf(message.content));
      const system = said("system").join("\n");
      const [user = ""] = said("user");
      const isFirst = !system.includes("Your last reply was rejected");
      const schema = body.response_format?.json_schema?.schema ?? {};
      const properties = Object.keys(schema.properties ?? {});
      const results = said("tool").join("\n");
      const task = properties.includes("flow")
        ? "plan"
        : properties.includes("thought")
          ? "turn"
          : results === ""
            ? "write"
            : "chat";
      const answers: Readonly<Record<Asked["task"], () => Said>> = {
        plan: () => ({
          message: { content: JSON.stringify(planOf(user.split("Question:\n").at(-1) ?? "")) },
          obeyed: null,
        }),
        write: () => write(user, system, isFirst),
        turn: () => turn(user, system, isFirst),
        chat: () => chat(user, system, results, properties.length > 0),
      };
      const { message, obeyed } = answers[task]();
      const extras = Object.keys(body).filter((name) => !known.has(name));
      asked.push({
        task,
        raw,
        system,
        user,
        results,
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
  const own: ObedientModel = {
    env: { GANTRY_MODEL_URL: url, GANTRY_MODEL_KEY: "sk-obedient", GANTRY_MODEL_NAME: "obedient-1" },
    asked,
    look: (customer) => ({ tool: "find", call: customer }),
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
  return own;
};
