// A model outside, over OpenAI's chat protocol: it keeps every request, plans the main question, and writes letters out of
// nothing but the prompt it is given, as a real one would.
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

export interface Recorded {
  readonly authorization: string | undefined;
  /** As it came over the wire. */
  readonly raw: string;
  readonly task: "plan" | "write" | "test";
  readonly system: string;
  readonly user: string;
}

export interface OutsideModel {
  readonly url: string;
  readonly key: string;
  readonly recorded: readonly Recorded[];
  /** Settings of a house that has this model. */
  readonly env: Readonly<Record<string, string>>;
  close(): Promise<void>;
}

interface Body {
  readonly messages: readonly { readonly role: string; readonly content: unknown }[];
  readonly response_format?: { readonly json_schema?: { readonly schema?: { readonly properties?: object } } };
}

const textOf = (content: unknown): string =>
  Array.isArray(content) ? content.map((part: { text?: string }) => part.text ?? "").join("") : String(content);

const said = (body: Body, role: string): string =>
  body.messages
    .filter((message) => message.role === role)
    .map((message) => textOf(message.content))
    .join("\n");

/** What the prompt says behind a heading. */
export const factOf = (prompt: string, heading: string): string =>
  new RegExp(`^${heading}: ?(.*)$`, "m").exec(prompt)?.[1]?.trim() ?? "";

/** The data part of a prompt: all that stands between the marks of the fence. */
export const dataOf = (prompt: string): string => /⟦data (\w+)⟧\n([\s\S]*)\n⟦end \1⟧/.exec(prompt)?.[2] ?? "";

export interface LetterFacts {
  readonly language: string;
  readonly company: string;
  readonly contact: string;
  readonly owner: string;
  readonly renewal: string;
  readonly sessions: number;
  readonly active: string;
  readonly licensed: string;
  readonly tickets: string;
  readonly overdue: string;
  readonly failed: string;
  /** Subject of the newest ticket, "" where there is none. */
  readonly topic: string;
}

/** Reads a letter's prompt as anybody would who sees it for the first time. */
export function factsOf(prompt: string): LetterFacts {
  const data = dataOf(prompt);
  const [active = "", licensed = ""] = factOf(data, "Users active of users licensed").split(/ of | \(/);
  return {
    language: factOf(data, "Language"),
    company: factOf(data, "Company"),
    contact: factOf(data, "Contact").split(" (")[0] ?? "",
    owner: factOf(data, "Account owner").split(", ")[0] ?? "",
    renewal: factOf(data, "Renewal date"),
    sessions: Number(/: ?(-?[\d.]+);/.exec(/^Change in weekly sessions.*$/m.exec(data)?.[0] ?? "")?.[1] ?? "NaN"),
    active,
    licensed,
    tickets: factOf(data, "Tickets in 90 days").split(",")[0] ?? "",
    overdue: factOf(data, "Overdue invoices").split(",")[0] ?? "",
    failed: /failed payments: (\d+)/.exec(data)?.[1] ?? "",
    topic: /What they wrote to support: \n- (.*?)\. /.exec(data)?.[1] ?? "",
  };
}

interface Phrases {
  readonly subject: string;
  readonly greeting: string;
  readonly renewal: string;
  readonly fell: string;
  readonly grew: string;
  readonly seats: string;
  readonly tickets: string;
  readonly topic: string;
  readonly overdue: string;
  readonly failed: string;
  readonly closing: string;
}

const english: Phrases = {
  subject: "Your renewal, {company}",
  greeting: "Dear {contact},",
  renewal: "the agreement with {company} renews on {renewal}, and I would like to talk with you before.",
  fell: "Your sessions went down by {percent} % in the last weeks.",
  grew: "Your sessions went up by {percent} % in the last weeks.",
  seats: "{active} of your {licensed} licensed users sign in.",
  tickets: "Your team wrote {tickets} tickets in the last 90 days.",
  topic: "The newest of them, “{topic}”, is on my desk.",
  overdue: "There are {overdue} invoices to clear up.",
  failed: "{failed} of your payments failed.",
  closing: "Kind regards",
};

const phrases: Readonly<Record<string, Phrases>> = {
  en: english,
  de: {
    subject: "Ihre Verlängerung, {company}",
    greeting: "Guten Tag {contact},",
    renewal: "der Vertrag mit {company} verlängert sich am {renewal}, und vorher möchte ich gern mit Ihnen sprechen.",
    fell: "Ihre Sitzungen gingen in den letzten Wochen um {percent} % zurück.",
    grew: "Ihre Sitzungen nahmen in den letzten Wochen um {percent} % zu.",
    seats: "{active} von {licensed} lizenzierten Personen melden sich an.",
    tickets: "Ihr Team schrieb in den letzten 90 Tagen {tickets} Tickets.",
    topic: "Das neueste, „{topic}“, liegt auf meinem Tisch.",
    overdue: "{overdue} Rechnungen sind zu klären.",
    failed: "{failed} Ihrer Zahlungen schlugen fehl.",
    closing: "Freundliche Grüße",
  },
  fr: {
    subject: "Votre renouvellement, {company}",
    greeting: "Bonjour {contact},",
    renewal: "le contrat avec {company} se renouvelle le {renewal}, et j'aimerais vous parler avant.",
    fell: "Vos sessions ont baissé de {percent} % ces dernières semaines.",
    grew: "Vos sessions ont augmenté de {percent} % ces dernières semaines.",
    seats: "{active} de vos {licensed} utilisateurs sous licence se connectent.",
    tickets: "Votre équipe a écrit {tickets} tickets en 90 jours.",
    topic: "Le plus récent, « {topic} », est sur mon bureau.",
    overdue: "Il reste {overdue} factures à régler ensemble.",
    failed: "{failed} de vos paiements ont échoué.",
    closing: "Cordialement",
  },
};

export function letterOf(prompt: string): { readonly subject: string; readonly body: string } {
  const facts = factsOf(prompt);
  const words = phrases[facts.language] ?? english;
  const values: Readonly<Record<string, string>> = {
    ...facts,
    sessions: "",
    percent: String(Math.abs(Math.round(facts.sessions * 100))),
  };
  const fill = (text: string): string => text.replaceAll(/\{(\w+)\}/g, (_, name: string) => values[name] ?? "");
  const some = (text: string, fact: string): readonly string[] => (fact === "" || fact === "0" ? [] : [fill(text)]);
  const usage = Number.isNaN(facts.sessions) ? [] : [fill(facts.sessions < 0 ? words.fell : words.grew)];
  const lines = [
    fill(words.renewal),
    ...usage,
    ...some(words.seats, facts.licensed),
    ...some(words.tickets, facts.tickets),
    ...some(words.topic, facts.topic),
    ...some(words.overdue, facts.overdue),
    ...some(words.failed, facts.failed),
  ];
  return {
    subject: fill(words.subject),
    body: `${fill(words.greeting)}\n\n${lines.join("\n")}\n\n${words.closing}\n${facts.owner}`,
  };
}

/** The parts of a plan's reply that a published flow does not need. */
const unplanned = { title: "", steps: [], columns: [], charts: [], choices: [] };

/** Plans the question about retention; says no to all else. */
function planOf(prompt: string): object {
  const question = prompt.split("Question:\n").at(-1) ?? "";
  if (!/at risk of leaving/i.test(question))
    return { ...unplanned, flow: "none", input: [], why: "No flow speaks of that." };
  const input = [
    { name: "region", value: /EMEA|AMER|APAC/.exec(question)?.[0] ?? "" },
    { name: "segment", value: /enterprise|mid-market|small/.exec(question)?.[0] ?? "" },
    { name: "period", value: /this quarter|next 90 days/.exec(question)?.[0] ?? "" },
  ];
  return { ...unplanned, flow: "retention", input, why: "" };
}

const answers: Readonly<Record<Recorded["task"], (prompt: string) => object>> = {
  plan: planOf,
  write: letterOf,
  test: () => ({ sum: 42, word: "signal" }),
};

/** As providers count them, about: four letters each. */
const tokensIn = (text: string): number => Math.ceil(text.length / 4);

/** Starts it on a port of its own; whoever comes without its key gets 401. English letters say the remark, too. */
export async function startOutsideModel(key = "sk-outside-0123456789abcdef", remark = ""): Promise<OutsideModel> {
  const recorded: Recorded[] = [];
  const withRemark = (answer: object, task: Recorded["task"], prompt: string): object =>
    remark !== "" && task === "write" && "body" in answer && factsOf(prompt).language === "en"
      ? { ...answer, body: String(answer.body).replace("\n\nKind regards", `\n${remark}\n\nKind regards`) }
      : answer;
  const server = createServer((request, response) => {
    let raw = "";
    request.on("data", (chunk: Buffer) => (raw += chunk.toString()));
    request.on("end", () => {
      const { authorization } = request.headers;
      const reply = (status: number, body: object): void =>
        void response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
      if (authorization !== `Bearer ${key}`)
        return reply(401, { error: { message: "Incorrect API key provided", type: "invalid_request_error" } });
      const body = JSON.parse(raw) as Body;
      const properties = Object.keys(body.response_format?.json_schema?.schema?.properties ?? {});
      const task = properties.includes("flow") ? "plan" : properties.includes("sum") ? "test" : "write";
      const user = said(body, "user");
      recorded.push({ authorization, raw, task, system: said(body, "system"), user });
      const [read, written] = [tokensIn(said(body, "system") + user), tokensIn(JSON.stringify(answers[task](user)))];
      const message = { role: "assistant", content: JSON.stringify(withRemark(answers[task](user), task, user)) };
      reply(200, {
        id: `chatcmpl-${recorded.length}`,
        object: "chat.completion",
        created: 1,
        model: "outside-1",
        choices: [{ index: 0, message, finish_reason: "stop" }],
        usage: { prompt_tokens: read, completion_tokens: written, total_tokens: read + written },
      });
    });
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`;
  return {
    url,
    key,
    recorded,
    env: { GANTRY_MODEL_URL: url, GANTRY_MODEL_KEY: key, GANTRY_MODEL_NAME: "outside-1" },
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}
