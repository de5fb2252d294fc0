// An S3 over HTTP, in memory: objects in one bucket, PUT, GET, DELETE and ListObjectsV2, each with a signature that is
// verified (AWS Signature Version 4, headers only). Whatever else is asked of it, it refuses.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html
import { createHash, createHmac, timingSafeEqual } from "node:crypto";
import { createServer } from "node:http";
import type { IncomingMessage, ServerResponse } from "node:http";

export interface S3Server {
  readonly endpoint: string;
  readonly objects: ReadonlyMap<string, { readonly bytes: Buffer; readonly at: Date }>;
  /** Answers the next requests with this status and no more. */
  fail(status: number, times: number): void;
  close(): Promise<void>;
}

export interface S3ServerOptions {
  readonly bucket: string;
  readonly region: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  /** Keys a page of a list. */
  readonly page?: number;
}

const sha256 = (bytes: string | Buffer): string => createHash("sha256").update(bytes).digest("hex");
const hmac = (key: string | Buffer, text: string): Buffer => createHmac("sha256", key).update(text).digest();
/** RFC 3986, as the signature wants it. */
const encode = (text: string): string =>
  encodeURIComponent(text).replaceAll(/[!'()*]/g, (it) => `%${it.charCodeAt(0).toString(16).toUpperCase()}`);

class Refusal extends Error {
  readonly status: number;
  readonly code: string;
  constructor(status: number, code: string) {
    super(code);
    this.status = status;
    this.code = code;
  }
}

function verify(request: IncomingMessage, body: Buffer, options: S3ServerOptions): void {
  const header = (name: string): string => String(request.headers[name] ?? "");
  const parts =
    /^AWS4-HMAC-SHA256 Credential=([^/]+)\/(\d{8})\/([^/]+)\/s3\/aws4_request, ?SignedHeaders=([^,]+), ?Signature=([0-9a-f]{64})$/.exec(
      header("authorization"),
    );
  const [, key, day, region, signed, signature] = parts ?? [];
  if (!key || !day || !signed || !signature) throw new Refusal(403, "AccessDenied");
  if (key !== options.accessKeyId) throw new Refusal(403, "InvalidAccessKeyId");
  if (region !== options.region) throw new Refusal(400, "AuthorizationHeaderMalformed");
  const at = header("x-amz-date");
  const time = Date.parse(at.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, "$1-$2-$3T$4:$5:$6Z"));
  if (!at.startsWith(day) || !(Math.abs(Date.now() - time) < 900_000)) throw new Refusal(403, "RequestTimeTooSkewed");
  const names = signed.split(";");
  for (const must of ["host", "x-amz-date", "x-amz-content-sha256"]) {
    if (!names.includes(must)) throw new Refusal(403, "AccessDenied");
  }
  if (header("x-amz-content-sha256") !== sha256(body)) throw new Refusal(400, "XAmzContentSHA256Mismatch");
  const url = new URL(request.url ?? "", `http://${header("host")}`);
  const query = [...url.searchParams].map(([name, value]) => `${encode(name)}=${encode(value)}`).sort();
  const canonical = [
    request.method,
    url.pathname,
    query.join("&"),
    ...names.map((name) => `${name}:${header(name).trim().replaceAll(/ +/g, " ")}`),
    "",
    signed,
    header("x-amz-content-sha256"),
  ].join("\n");
  const scope = `${day}/${region}/s3/aws4_request`;
  const text = ["AWS4-HMAC-SHA256", at, scope, sha256(canonical)].join("\n");
  const signing = ["s3", "aws4_request"].reduce(hmac, hmac(hmac(`AWS4${options.secretAccessKey}`, day), region));
  if (!timingSafeEqual(hmac(signing, text), Buffer.from(signature, "hex")))
    throw new Refusal(403, "SignatureDoesNotMatch");
}

export async function startS3(options: S3ServerOptions): Promise<S3Server> {
  const { bucket, page = 1000 } = options;
  const objects = new Map<string, { bytes: Buffer; at: Date }>();
  let failing: { status: number; times: number } = { status: 0, times: 0 };

  const list = (query: URLSearchParams): string => {
    for (const name of query.keys()) {
      if (!["list-type", "prefix", "continuation-token"].includes(name)) throw new Refusal(501, "NotImplemented");
    }
    if (query.get("list-type") !== "2") throw new Refusal(501, "NotImplemented");
    const after = query.get("continuation-token") ?? "";
    const keys = [...objects.keys()].filter((key) => key.startsWith(query.get("prefix") ?? "") && key > after).sort();
    const shown = keys.slice(0, page);
    const more = keys.length > page;
    const entries = shown.map(
      (key) =>
        `<Contents><Key>${key}</Key><LastModified>${objects.get(key)?.at.toISOString()}</LastModified></Contents>`,
    );
    const next = more ? `<NextContinuationToken>${shown.at(-1)}</NextContinuationToken>` : "";
    return `<?xml version="1.0"?><ListBucketResult><IsTruncated>${more}</IsTruncated>${next}${entries.join("")}</ListBucketResult>`;
  };

  const answer = (request: IncomingMessage, response: ServerResponse, body: Buffer): void => {
    if (failing.times > 0) {
      failing.times -= 1;
      throw new Refusal(failing.status, "SlowDown");
    }
    verify(request, body, options);
    const url = new URL(request.url ?? "", "http://s3");
    const [, found, ...rest] = url.pathname.split("/").map(decodeURIComponent);
    if (found !== bucket) throw new Refusal(404, "NoSuchBucket");
    const key = rest.join("/");
    if (key === "") {
      if (request.method !== "GET") throw new Refusal(501, "NotImplemented");
      response.writeHead(200, { "content-type": "application/xml" }).end(list(url.searchParams));
      return;
    }
    if (url.search !== "") throw new Refusal(501, "NotImplemented");
    const object = objects.get(key);
    switch (request.method) {
      case "PUT":
        objects.set(key, { bytes: body, at: new Date() });
        response.writeHead(200).end();
        return;
      case "GET":
        if (!object) throw new Refusal(404, "NoSuchKey");
        response.writeHead(200, { "content-length": object.bytes.length }).end(object.bytes);
        return;
      case "DELETE":
        objects.delete(key);
        response.writeHead(204).end();
        return;
      default:
        throw new Refusal(501, "NotImplemented");
    }
  };

  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      try {
        answer(request, response, Buffer.concat(chunks));
      } catch (error) {
        const { status, code } = error instanceof Refusal ? error : new Refusal(500, "InternalError");
        response.writeHead(status, { "content-type": "application/xml" }).end(`<Error><Code>${code}</Code></Error>`);
      }
    });
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const address = server.address();
  return {
    endpoint: `http://127.0.0.1:${typeof address === "object" ? address?.port : 0}`,
    objects,
    fail: (status, times) => (failing = { status, times }),
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}
