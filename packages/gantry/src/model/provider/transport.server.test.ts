import { createServer, request as httpRequest } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, expect, test } from "vitest";
import { createModels, defineModels } from "../index.ts";
import { startStandIn } from "./stand-in.ts";

const closers: (() => Promise<unknown>)[] = [];
afterAll(() => Promise.all(closers.map((close) => close())));

/** A proxy that keeps the addresses it was asked for, and passes requests on. */
const startProxy = async () => {
  const asked: string[] = [];
  const proxy = createServer((request, response) => {
    asked.push(request.url ?? "");
    const { method = "GET", headers, url = "" } = request;
    const onward = httpRequest(url, { method, headers }, (reply) => {
      response.writeHead(reply.statusCode ?? 502, reply.headers);
      reply.pipe(response);
    });
    request.pipe(onward);
  });
  await new Promise<void>((done) => proxy.listen(0, "127.0.0.1", done));
  closers.push(async () => {
    proxy.closeAllConnections();
    await new Promise<void>((done) => proxy.close(() => done()));
  });
  return { asked, url: `http://127.0.0.1:${(proxy.address() as AddressInfo).port}` };
};

test("a deployment behind a company's proxy is called through it", async () => {
  const proxy = await startProxy();
  const standIn = await startStandIn(() => ({ content: JSON.stringify({ word: "signal" }) }));
  closers.push(() => standIn.close());
  const document = defineModels({
    deployments: [
      {
        provider: "compatible",
        model: "m",
        url: standIn.url,
        proxy: proxy.url,
        key: { secret: "key" },
        limits: { concurrent: 1 },
      },
    ],
  });
  const { model } = createModels({ document, secret: () => "sk-1", retry: { attempts: 1 } }).text("write", {
    zones: ["outside"],
  });
  const request = {
    task: "write",
    instructions: "",
    facts: {},
    prompt: "",
    schema: { type: "object", properties: { word: { type: "string" } }, required: ["word"] },
    signal: new AbortController().signal,
  };
  const replies = await Promise.all([model.generate(request), model.generate(request)]);
  expect(replies.map(({ output }) => output)).toEqual([{ word: "signal" }, { word: "signal" }]);
  expect(proxy.asked).toEqual([`${standIn.url}/chat/completions`, `${standIn.url}/chat/completions`]);
  expect(standIn.received[0]?.authorization).toBe("Bearer sk-1");
});
