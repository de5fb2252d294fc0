// Blobs in S3, or what speaks its protocol: PUT, GET, DELETE and ListObjectsV2, signed with Signature Version 4.
// https://docs.aws.amazon.com/AmazonS3/latest/API/API_Operations_Amazon_Simple_Storage_Service.html
import { hash } from "node:crypto";
import { AwsClient } from "aws4fetch";
import { XMLParser } from "fast-xml-parser";
import { GantryError } from "@gantry/contract";
import { z } from "zod";
import { isBlobName } from "./blob-store.ts";
import type { BlobStore, KeptBlob } from "./blob-store.ts";

export interface S3Options {
  /** `https://s3.eu-central-1.amazonaws.com`; the bucket goes into the path. */
  readonly endpoint: string;
  readonly region: string;
  readonly bucket: string;
  /** Before each name, with a slash at its end; "" for none. */
  readonly prefix: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
  /** Default 60. */
  readonly timeoutSeconds?: number;
}

const Listing = z.object({
  ListBucketResult: z.object({
    IsTruncated: z.string().optional(),
    NextContinuationToken: z.string().optional(),
    Contents: z.array(z.object({ Key: z.string(), LastModified: z.string() })).optional(),
  }),
});

interface Sent {
  readonly method?: string;
  readonly body?: Uint8Array<ArrayBuffer>;
}

const parser = new XMLParser({ parseTagValue: false, isArray: (name) => name === "Contents" });

export function s3Blobs(options: S3Options): BlobStore {
  const { endpoint, region, bucket, prefix, timeoutSeconds = 60 } = options;
  const client = new AwsClient({
    accessKeyId: options.accessKeyId,
    secretAccessKey: options.secretAccessKey,
    ...(options.sessionToken === undefined ? {} : { sessionToken: options.sessionToken }),
    service: "s3",
    region,
    retries: 3,
  });
  const root = `${endpoint.replace(/\/$/, "")}/${bucket}`;
  const where = { bucket };

  const send = async (url: string, init: Sent = {}): Promise<Response> => {
    let response: Response;
    try {
      const signal = AbortSignal.timeout(timeoutSeconds * 1000);
      const headers = { "x-amz-content-sha256": hash("sha256", init.body ?? "") };
      response = await client.fetch(url, { ...init, headers, signal });
    } catch (cause) {
      throw new GantryError("source-unreachable", "the blob store does not answer", { where, retryable: true, cause });
    }
    if (response.ok || response.status === 404) return response;
    await response.body?.cancel();
    const retryable = response.status >= 500 || response.status === 429;
    throw new GantryError("source-refused", `the blob store refused with ${response.status}`, {
      where,
      retryable,
      remedy: "check bucket, region and keys of GANTRY_BLOBS",
    });
  };
  const urlOf = (name: string): string => {
    if (isBlobName(name)) return `${root}/${prefix}${name}`;
    throw new GantryError("internal", "this is no name of a blob");
  };
  /** A 404 of anything but a single object. */
  const noBucket = (): GantryError =>
    new GantryError("bad-config", `there is no bucket "${bucket}"`, {
      where,
      remedy: "create it, or set GANTRY_BLOBS to another",
    });

  return {
    put: async (name, bytes) => {
      // A copy with a buffer of its own: what is sent must not change, nor show what lies beside it.
      const response = await send(urlOf(name), { method: "PUT", body: new Uint8Array(bytes) });
      await response.body?.cancel();
      if (response.status === 404) throw noBucket();
    },
    get: async (name) => {
      const response = await send(urlOf(name));
      if (response.status !== 404) return new Uint8Array(await response.arrayBuffer());
      await response.body?.cancel();
      return undefined;
    },
    delete: async (name) => {
      const response = await send(urlOf(name), { method: "DELETE" });
      await response.body?.cancel();
    },
    list: async function* () {
      let token: string | undefined;
      do {
        const query = new URLSearchParams({
          "list-type": "2",
          prefix,
          ...(token ? { "continuation-token": token } : {}),
        });
        const response = await send(`${root}?${query.toString()}`);
        const text = await response.text();
        if (response.status === 404) throw noBucket();
        const { ListBucketResult: page } = Listing.parse(parser.parse(text));
        for (const { Key, LastModified } of page.Contents ?? []) {
          const name = Key.slice(prefix.length);
          if (isBlobName(name)) yield { name, at: new Date(LastModified) } satisfies KeptBlob;
        }
        token = page.IsTruncated === "true" ? page.NextContinuationToken : undefined;
      } while (token !== undefined);
    },
  };
}
