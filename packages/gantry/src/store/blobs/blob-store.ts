// Where sealed bytes that are too large for a table row are kept. What is in them nobody here can open.

/** `r_0192…/x4Tq…`: the run, and a name of its own. */
export type BlobName = string;

export interface KeptBlob {
  readonly name: BlobName;
  /** When it was written. */
  readonly at: Date;
}

export interface BlobStore {
  /** Durable when it resolves. @throws GantryError `source-unreachable` (retryable), `source-refused` */
  put(name: BlobName, bytes: Uint8Array): Promise<void>;
  /** Undefined where there is none. */
  get(name: BlobName): Promise<Uint8Array | undefined>;
  /** One that is gone already is fine. */
  delete(name: BlobName): Promise<void>;
  list(): AsyncIterable<KeptBlob>;
}

export const isBlobName = (name: string): boolean => /^[\w-]+\/[\w-]+$/.test(name);
