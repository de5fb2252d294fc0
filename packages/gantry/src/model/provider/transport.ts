// How a provider is reached: through a company's proxy, trusting its authorities; else by the platform's own fetch.
import { rootCertificates } from "node:tls";
import { Agent, ProxyAgent, fetch as fetchThrough } from "undici";

export interface Transport {
  readonly proxy?: string | undefined;
  /** PEM, beside the usual ones. */
  readonly authorities?: string | undefined;
}

/** Undefined where nothing of its own is configured. */
export const fetchOf = ({ proxy, authorities }: Transport): typeof fetch | undefined => {
  if (proxy === undefined && authorities === undefined) return undefined;
  const trust = authorities === undefined ? {} : { ca: [...rootCertificates, authorities] };
  const dispatcher =
    proxy === undefined
      ? new Agent({ connect: trust })
      : new ProxyAgent({ uri: proxy, requestTls: trust, proxyTls: trust });
  // undici's own fetch is the platform's in another version, which takes a dispatcher: only its types differ.
  type Own = Parameters<typeof fetchThrough>;
  return (input, init) => fetchThrough(input as Own[0], { ...init, dispatcher } as unknown as NonNullable<Own[1]>);
};
