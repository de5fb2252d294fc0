// A company's own agent service as a text model: asked over HTTP, with patience, since what it began it goes on with.
import { setTimeout as sleep } from "node:timers/promises";
import { GantryError, GuestReply } from "@gantry/contract";
import type { GuestAsk } from "@gantry/contract";
import { request as send } from "undici";
import type { Dispatcher } from "undici";
import { z } from "zod";
import type { Cell } from "../../catalog/index.ts";
import type { Deployment, TextModel, TextReply, TextRequest } from "../types.ts";
import { hostGuest } from "../hosted/index.ts";
import type { HostedModule } from "../hosted/index.ts";
import { dispatcherOf } from "./transport.ts";

/** A guest to call. `key` is a secret. */
export interface GuestSettings {
  /** Absent of one that we run ourselves. */
  readonly url: string | undefined;
  readonly key: string | undefined;
  readonly hosted?: HostedModule | undefined;
  readonly headers?: Readonly<Record<string, string>>;
  readonly proxy?: string | undefined;
  /** PEM of authorities to trust beside the usual ones. */
  readonly authorities?: string | undefined;
  /** Most calls at a time. */
  readonly concurrent?: number | undefined;
  /** Milliseconds that it may take for a row. */
  readonly timeout: number;
  /** Milliseconds for which one that is not to be had is waited for. */
  readonly patience: number;
  readonly deployment: Deployment;
}

const [firstPause, longestPause] = [250, 5_000];
const mostBytes = 4 * 1_048_576;

/** Throws `model-unreachable`, `model-refused` or `answer-rejected`, naming the deployment. */
export const guestModel = (settings: GuestSettings): TextModel => {
  const { deployment, patience } = settings;
  const { name } = deployment;
  let dispatcher: Dispatcher | undefined;
  const host = settings.hosted && hostGuest(name, settings.hosted);

  const once = async (request: TextRequest): Promise<TextReply> => {
    const timeout = AbortSignal.timeout(settings.timeout);
    dispatcher ??= dispatcherOf(settings, true);
    try {
      const { url, key } = host === undefined ? settings : await host.open();
      const { statusCode, headers, body } = await send(url ?? "", {
        method: "POST",
        headers: {
          ...settings.headers,
          "content-type": "application/json",
          ...(key === undefined ? {} : { authorization: `Bearer ${key}` }),
        },
        body: JSON.stringify(askOf(request)),
        dispatcher,
        signal: AbortSignal.any([request.signal, timeout]),
      });
      if (statusCode === 200) return replyOf(await textOf(body, name), request, name);
      await body.dump();
      throw refused(name, statusCode, Number(headers["retry-after"]));
    } catch (error) {
      if (error instanceof GantryError) throw error;
      if (request.signal.aborted) throw new GantryError("cancelled", `the call to guest "${name}" was cancelled`);
      // What hangs may hang for ever, and what broke off is about to end: its rows are asked again of the next process.
      host?.kill();
      // The cause is left out: it may carry the request.
      throw timeout.aborted ? tooLong(name, settings.timeout) : away(name);
    }
  };

  return {
    deployment,
    generate: async (request) => {
      let since: number | undefined;
      for (let attempt = 0; ; attempt += 1) {
        try {
          return await once(request);
        } catch (error) {
          since ??= performance.now();
          const pause = pauseAfter(error, attempt);
          if (pause === undefined || performance.now() - since + pause > patience) throw error;
          await sleep(pause, undefined, { signal: request.signal });
        }
      }
    },
  };
};

const askOf = ({ task, instructions, aside, prompt, facts, schema, guest }: TextRequest): GuestAsk => ({
  gantry: 1,
  thread: guest?.thread ?? "",
  task,
  instructions: aside === undefined || aside === "" ? instructions : `${instructions}\n\n${aside}`,
  prompt,
  facts: { ...facts },
  schema: { ...schema },
  ...(guest?.resume === true ? { resume: true } : {}),
  ...(guest?.house === undefined ? {} : { house: guest.house }),
});

/** Before the next try, in milliseconds; undefined where trying again makes no sense. */
const pauseAfter = (error: unknown, attempt: number): number | undefined => {
  if (!(error instanceof GantryError) || !error.retryable) return undefined;
  const asked = (error.retryAfter ?? 0) * 1000;
  return Math.max(asked, Math.min(firstPause * 2 ** Math.min(attempt, 10), longestPause));
};

async function textOf(body: Dispatcher.ResponseData["body"], name: string): Promise<string> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of body as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > mostBytes)
      throw new GantryError("answer-rejected", `guest "${name}" replied with more than ${mostBytes} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}

/** An interrupt is a draft that its graph wants a person to see: the flow's approval shows it. */
const replyOf = (text: string, { schema }: TextRequest, name: string): TextReply => {
  const reply = GuestReply.safeParse(jsonIn(text));
  const why = (): GantryError =>
    new GantryError("answer-rejected", `guest "${name}" did not reply in the form asked for`, {
      where: { model: name },
      remedy: 'it replies {"output": {…}} that fits the schema of the request',
    });
  if (!reply.success) throw why();
  const said = "output" in reply.data ? reply.data.output : reply.data.interrupt;
  const checked = z.fromJSONSchema({ additionalProperties: false, ...schema }).safeParse(said);
  if (!checked.success) throw why();
  // Out of JSON, and an object of the schema: cells.
  return {
    output: checked.data as Readonly<Record<string, Cell>>,
    arguments: [],
    usage: { input: 0, output: 0, cost: 0 },
  };
};

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const refused = (name: string, status: number, retryAfter: number): GantryError =>
  status >= 500 || [408, 409, 425, 429].includes(status)
    ? new GantryError("model-unreachable", `guest "${name}" fails (${status})`, {
        where: { model: name },
        retryable: true,
        remedy: "see its own log",
        ...(retryAfter > 0 ? { retryAfter } : {}),
      })
    : new GantryError("model-refused", `guest "${name}" refuses the request (${status})`, {
        where: { model: name },
        remedy: "check its url and its key; its own log says more",
      });

const away = (name: string): GantryError =>
  new GantryError("model-unreachable", `guest "${name}" can't be reached, or broke off`, {
    where: { model: name },
    retryable: true,
    remedy: "start it again; what it began it goes on with",
  });

const tooLong = (name: string, milliseconds: number): GantryError =>
  new GantryError("model-unreachable", `guest "${name}" did not answer within ${Math.round(milliseconds / 1000)} s`, {
    where: { model: name },
    retryable: true,
    remedy: "give its deployment a longer limits.timeoutSeconds",
  });
