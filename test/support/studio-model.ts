// A model outside that writes and draws over OpenAI's protocol, and keeps every byte that it is sent.
import { createHash } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { encodePng, rasterize } from "../../examples/meridian/src/raster/index.ts";
import { dataOf, factOf } from "./outside-model.ts";

export interface Drawing {
  readonly prompt: string;
  /** SHA-256 of the picture that came with it, and the blocks of its PNG file, once each. */
  readonly picture: string;
  readonly blocks: string;
}

export interface StudioModel {
  readonly env: Readonly<Record<string, string>>;
  /** Bodies of chats as they came. */
  readonly chats: string[];
  readonly drawings: Drawing[];
  close(): Promise<void>;
}

export const drawnPng: Buffer = encodePng(rasterize('<svg><rect width="9" height="6" fill="#22aa66"/></svg>', 9, 6));

const chatReply = (body: string): object => {
  const { messages } = JSON.parse(body) as {
    messages: readonly { readonly role: string; readonly content: unknown }[];
  };
  const text = messages
    .map(({ content }) => (typeof content === "string" ? content : JSON.stringify(content)))
    .join("\n");
  const data = dataOf(text.replaceAll("\\n", "\n"));
  const [name, collection] = [factOf(data, "Product"), /collection: (.*)$/m.exec(data)?.[1] ?? ""];
  const content = JSON.stringify({ subject: name, body: `${name} belongs to the ${collection} collection.` });
  const choice = { index: 0, message: { role: "assistant", content }, finish_reason: "stop" };
  const usage = { prompt_tokens: 100, completion_tokens: 20, total_tokens: 120 };
  return { id: "c", object: "chat.completion", created: 1, model: "studio", choices: [choice], usage };
};

const blocksOf = (file: Buffer): string => {
  const types = new Set<string>();
  for (let at = 8; at + 8 <= file.length; at += 12 + file.readUInt32BE(at))
    types.add(file.toString("latin1", at + 4, at + 8));
  return [...types].join(" ");
};

export async function startStudio(): Promise<StudioModel> {
  const chats: string[] = [];
  const drawings: Drawing[] = [];
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on("data", (part: Buffer) => parts.push(part));
    request.on("end", () => {
      void (async () => {
        const body = Buffer.concat(parts);
        const path = request.url ?? "";
        let reply: object;
        if (path.endsWith("/images/edits")) {
          const form = await new Response(body, {
            headers: { "content-type": request.headers["content-type"] ?? "" },
          }).formData();
          const [[, file] = ["", ""]] = [...form].filter(([field]) => field.startsWith("image"));
          const picture = file instanceof Blob ? Buffer.from(await file.arrayBuffer()) : Buffer.alloc(0);
          const prompt = form.get("prompt");
          drawings.push({
            prompt: typeof prompt === "string" ? prompt : "",
            picture: createHash("sha256").update(picture).digest("hex"),
            blocks: blocksOf(picture),
          });
          reply = { created: 1, data: [{ b64_json: drawnPng.toString("base64") }] };
        } else {
          chats.push(body.toString());
          reply = chatReply(body.toString());
        }
        response.setHeader("content-type", "application/json").end(JSON.stringify(reply));
      })();
    });
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const { port } = server.address() as AddressInfo; // it listens on TCP
  return {
    env: {
      GANTRY_MODEL_URL: `http://127.0.0.1:${port}/v1`,
      GANTRY_MODEL_NAME: "studio",
      GANTRY_MODEL_KEY: "key",
      GANTRY_IMAGE_MODEL: "studio-images",
    },
    chats,
    drawings,
    close: () =>
      new Promise((done) => {
        server.closeAllConnections();
        server.close(() => done());
      }),
  };
}
