export type { BlobName, BlobStore, KeptBlob } from "./blob-store.ts";
export { blobFolder } from "./folder.ts";
export { s3Blobs } from "./s3.ts";
export type { S3Options } from "./s3.ts";
export { sweepBlobs } from "./sweep.ts";
