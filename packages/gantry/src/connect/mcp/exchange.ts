// One exchange with a server: connected, asked, let go. Nothing is kept between two, so a process that dies leaves nothing
// behind, and any process asks the same way.
import { GantryError } from "@gantry/contract";
import type { CallToolResult, FetchLike, Tool as ServerTool } from "@modelcontextprotocol/client";
import type { AgreedTool } from "./lock.ts";
import { cancelled, refused, tooSlow, unreachable } from "./errors.ts";

/** A server to call; headers hold its key. */
export interface ServerAddress {
  readonly name: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly timeoutSeconds: number;
}

export interface Exchange {
  /** All tools of the server, by name. */
  tools(): Promise<ReadonlyMap<string, AgreedTool>>;
  /** The reply; undefined where the server turns the call down. */
  call(tool: string, values: Readonly<Record<string, unknown>>): Promise<CallToolResult | undefined>;
}

/** Of all replies of one exchange. */
const mostBytes = 8 * 2 ** 20;

/**
 * Works with a server for as long as its time limit lets it.
 *
 * @throws GantryError `source-unreachable`, `source-timeout`, `source-refused`, `cancelled`
 */
export async function withServer<T>(
  address: ServerAddress,
  signal: AbortSignal,
  work: (exchange: Exchange) => Promise<T>,
): Promise<T> {
  const { name, url, headers, timeoutSeconds } = address;
  const late = AbortSignal.timeout(timeoutSeconds * 1000);
  const either = AbortSignal.any([signal, late]);
  const sdk = await import("@modelcontextprotocol/client");
  const client = new sdk.Client(
    { name: "gantry", version: "1" },
    {
      // It offers the server nothing to ask back for.
      capabilities: {},
      inputRequired: { autoFulfill: false },
      versionNegotiation: { mode: "auto" },
      // An outsider's schema for what he gives is his to keep to: it is read as text all the same.
      jsonSchemaValidator: {
        getValidator: () => (input) => ({ valid: true, data: input as never, errorMessage: undefined }),
      },
    },
  );
  const size = { left: mostBytes };
  const transport = new sdk.StreamableHTTPClientTransport(new URL(url), {
    // The address is the configuration's: none that the server names is gone to.
    requestInit: { headers, redirect: "manual" },
    fetch: limitedFetch(size, either),
    reconnectionOptions: {
      maxRetries: 0,
      initialReconnectionDelay: 1000,
      maxReconnectionDelay: 1000,
      reconnectionDelayGrowFactor: 1,
    },
  });
  const options = { signal: either, timeout: timeoutSeconds * 1000 };
  try {
    await client.connect(transport, options);
    return await work({
      tools: async () => {
        const { tools } = await client.listTools(undefined, options);
        return new Map(tools.map((tool) => [tool.name, toldOf(tool)]));
      },
      call: async (tool, values) => {
        try {
          return await client.callTool({ name: tool, arguments: { ...values } }, options);
        } catch (error) {
          if (sdk.ProtocolError.isInstance(error)) return undefined;
          throw error;
        }
      },
    });
  } catch (error) {
    if (error instanceof GantryError) throw error;
    if (signal.aborted) throw cancelled(name);
    if (size.left < 0) throw refused(name, `replied with more than ${mostBytes} bytes`);
    if (late.aborted) throw tooSlow(name, timeoutSeconds);
    throw toldAs(sdk, name, error);
  } finally {
    await client.close().catch(() => undefined);
  }
}

const toldOf = ({ title, annotations, description, inputSchema, outputSchema }: ServerTool): AgreedTool => {
  const called = title ?? annotations?.title;
  return {
    ...(called === undefined ? {} : { title: called }),
    description: description ?? "",
    input: { ...inputSchema },
    ...(outputSchema === undefined ? {} : { output: { ...outputSchema } }),
    readOnly: annotations?.readOnlyHint === true,
  };
};

function toldAs(sdk: typeof import("@modelcontextprotocol/client"), server: string, error: unknown): GantryError {
  if (sdk.SdkHttpError.isInstance(error)) {
    const { status } = error;
    if (status >= 500 || [408, 425, 429].includes(status)) return unreachable(server, `it fails (${status})`);
    const remedy = "check its url, its key and its headers";
    if (status >= 300 && status < 400)
      return refused(server, `sends elsewhere (${status})`, "give the address it sends to, if it is the server's");
    return refused(server, `refuses the request (${status})`, remedy);
  }
  if (sdk.ProtocolError.isInstance(error)) return refused(server, `turns the request down (${error.code})`);
  if (sdk.SdkError.isInstance(error) && error.code === sdk.SdkErrorCode.RequestTimeout)
    return unreachable(server, "it does not answer");
  if (sdk.UnauthorizedError !== undefined && error instanceof sdk.UnauthorizedError)
    return refused(server, "refuses the request (401)", "check its key and its headers");
  return unreachable(server, "nobody answers there in the protocol, or the connection broke off");
}

/** The platform's fetch, which ends with the exchange and counts what comes back. */
const limitedFetch =
  (size: { left: number }, signal: AbortSignal): FetchLike =>
  async (url, init) => {
    const own = init?.signal ? AbortSignal.any([init.signal, signal]) : signal;
    const response = await fetch(url, { ...init, signal: own });
    if (response.body === null) return response;
    const counted = response.body.pipeThrough(
      new TransformStream<Uint8Array, Uint8Array>({
        transform: (chunk, controller) => {
          size.left -= chunk.byteLength;
          if (size.left < 0) controller.error(new Error("too large"));
          else controller.enqueue(chunk);
        },
      }),
    );
    const { status, statusText, headers } = response;
    return new Response(counted, { status, statusText, headers });
  };
