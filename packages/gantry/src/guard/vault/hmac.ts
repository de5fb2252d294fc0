// HMAC-SHA-256 (RFC 2104) by one-shot hashes: a fifth of the time of `createHmac` for the short texts that tokens are made of.
import { hash } from "node:crypto";

const blockLength = 64;

/** Prepares a key of at most 64 bytes; the function gives the 32 bytes of the code for a text. */
export const createHmacSha256 = (key: Uint8Array): ((text: string) => Buffer) => {
  if (key.length > blockLength) throw new RangeError("the key is longer than a block");
  const pad = (value: number): Buffer => {
    const block = Buffer.alloc(blockLength, value);
    for (const [index, byte] of key.entries()) block[index] = byte ^ value;
    return block;
  };
  const [inner, outer] = [pad(0x36), pad(0x5c)];
  // One piece of memory for all short texts: each is written behind the key's block and hashed before the next comes.
  const [short, last] = [Buffer.alloc(blockLength + 512), Buffer.alloc(blockLength + 32)];
  inner.copy(short);
  outer.copy(last);
  return (text) => {
    const first =
      text.length * 3 > 512
        ? Buffer.concat([inner, Buffer.from(text, "utf8")])
        : short.subarray(0, blockLength + short.write(text, blockLength, "utf8"));
    // As a string of bytes: less than half the time of a buffer.
    last.write(hash("sha256", first, "binary"), blockLength, "latin1");
    return Buffer.from(hash("sha256", last, "binary"), "latin1");
  };
};
