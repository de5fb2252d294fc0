import { createServer } from "node:http";

/** A model on loopback that answers at once, in OpenAI's protocol, with two of the tokens that it was given. */
export async function openEndpoint(): Promise<{ readonly url: string; close(): Promise<void> }> {
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      // The data alone: the instructions name tokens as examples.
      const text = Buffer.concat(chunks).toString().split("⟦data").at(-1) ?? "";
      const [person = "someone", company = "somewhere"] = ["PERSON", "COMPANY"].map(
        (type) => new RegExp(String.raw`\b${type}_[0-9A-Z]{4}\b`).exec(text)?.[0],
      );
      const content = JSON.stringify({ body: `The export stops. ${person} at ${company} waits for a call.` });
      response.setHeader("content-type", "application/json");
      response.end(
        JSON.stringify({
          id: "1",
          object: "chat.completion",
          created: 1,
          model: "stand-in",
          choices: [{ index: 0, message: { role: "assistant", content }, finish_reason: "stop" }],
          usage: { prompt_tokens: 100, completion_tokens: 20, total_tokens: 120 },
        }),
      );
    });
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the endpoint has no port");
  return {
    url: `http://127.0.0.1:${address.port}/v1`,
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}
