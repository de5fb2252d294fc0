// A model on loopback that takes its time: it speaks OpenAI's chat protocol, and writes a line for each piece of data that it
// is given, in one call or in many.
import { createServer } from "node:http";
import { setTimeout as delay } from "node:timers/promises";

export interface SlowModel {
  readonly url: string;
  /** Pieces of data in each call, in the order in which they came. */
  readonly calls: readonly number[];
  /** Most calls that were under way at a time. */
  readonly most: number;
  /** From then on counts anew. */
  forget(): void;
  /** After so many more calls it is out: 400 to all. */
  failAfter(calls: number): void;
  close(): Promise<void>;
}

interface Body {
  readonly messages: readonly { readonly role: string; readonly content: string }[];
}

/** What it writes of one piece: whom it names, and the row's own figure. */
const lineOf = (data: string): { readonly body: string } => ({
  body: `Dear ${/PERSON_[0-9A-Z]{4}/.exec(data)?.[0] ?? "customer"}, ${/Seats: (\S+)/.exec(data)?.[1] ?? "no"} seats are in use. Regards`,
});

/** Reads a prompt as anybody would: pieces of data between marks, several of them or one. */
function replyTo({ messages }: Body): { readonly pieces: number; readonly content: string } {
  const said = (role: string): string => messages.flatMap((it) => (it.role === role ? it.content : [])).join("\n");
  const found = Array.from(said("user").matchAll(/⟦data (\w+)⟧\n([\s\S]*?)\n⟦end \1⟧/g), ([, mark, data = ""]) => ({
    mark,
    reply: lineOf(data),
  }));
  const content = said("system").includes('"replies"') ? { replies: found } : found[0]?.reply;
  return { pieces: found.length, content: JSON.stringify(content) };
}

/** @param milliseconds that each call takes */
export async function openSlowModel(milliseconds: number): Promise<SlowModel> {
  const calls: number[] = [];
  let [inFlight, most, left] = [0, 0, Infinity];
  const server = createServer((request, response) => {
    const arrived = performance.now();
    const chunks: Buffer[] = [];
    inFlight += 1;
    most = Math.max(most, inFlight);
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      if (left <= 0) {
        inFlight -= 1;
        response.writeHead(400, { "content-type": "application/json" }).end('{"error":{"message":"out"}}');
        return;
      }
      left -= 1;
      const { pieces, content } = replyTo(JSON.parse(Buffer.concat(chunks).toString()) as Body);
      calls.push(pieces);
      const body = JSON.stringify({
        id: "1",
        object: "chat.completion",
        created: 1,
        model: "slow",
        choices: [{ index: 0, message: { role: "assistant", content }, finish_reason: "stop" }],
        usage: { prompt_tokens: 100 * pieces, completion_tokens: 20 * pieces, total_tokens: 120 * pieces },
      });
      void delay(Math.max(0, milliseconds - (performance.now() - arrived))).then(() => {
        inFlight -= 1;
        response.setHeader("content-type", "application/json").end(body);
      });
    });
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the model has no port");
  return {
    url: `http://127.0.0.1:${address.port}/v1`,
    calls,
    get most() {
      return most;
    },
    failAfter: (more) => {
      left = more;
    },
    forget: () => {
      calls.length = 0;
      most = 0;
    },
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}
