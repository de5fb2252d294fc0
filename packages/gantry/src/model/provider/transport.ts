// How a provider is reached: through a company's proxy, trusting its authorities; else by the platform's own fetch.
import { rootCertificates } from "node:tls";
import { Agent, ProxyAgent, fetch as fetchThrough } from "undici";
import type { Dispatcher } from "undici";

export interface Transport {
  readonly proxy?: string | undefined;
  /** PEM, beside the usual ones. */
  readonly authorities?: string | undefined;
}

/** @param patient waits for as long as the call's own signal lets it */
export const dispatcherOf = ({ proxy, authorities }: Transport, patient = false): Dispatcher => {
  const trust = authorities === undefined ? {} : { ca: [...rootCertificates, authorities] };
  const times = patient ? { headersTimeout: 0, bodyTimeout: 0 } : {};
  return proxy === undefined
    ? new Agent({ connect: trust, ...times })
    : new ProxyAgent({ uri: proxy, requestTls: trust, proxyTls: trust, ...times });
};

/** Undefined where nothing of its own is configured. */
export const fetchOf = (transport: Transport): typeof fetch | undefined => {
  if (transport.proxy === undefined && transport.authorities === undefined) return undefined;
  const dispatcher = dispatcherOf(transport);
  // undici's own fetch is the platform's in another version, which takes a dispatcher: only its types differ.
  type Own = Parameters<typeof fetchThrough>;
  return (input, init) => fetchThrough(input as Own[0], { ...init, dispatcher } as unknown as NonNullable<Own[1]>);
};
