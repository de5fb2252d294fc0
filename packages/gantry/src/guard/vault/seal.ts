// AES-256-GCM in one shape: IV (12 bytes), tag (16 bytes), ciphertext.
import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";

const ivLength = 12;
const tagLength = 16;

/** Parts of the authenticated context, joined so that no two lists of parts are alike. */
const contextOf = (parts: readonly string[]): Buffer => Buffer.from(JSON.stringify(parts), "utf8");

/** Seals bytes under a 32-byte key; `context` is authenticated but not stored. */
export const seal = (key: Uint8Array, plain: Uint8Array, context: readonly string[]): Uint8Array => {
  const iv = randomBytes(ivLength);
  const cipher = createCipheriv("aes-256-gcm", key, iv).setAAD(contextOf(context));
  const body = Buffer.concat([cipher.update(plain), cipher.final()]);
  return Buffer.concat([iv, cipher.getAuthTag(), body]);
};

/** Opens what `seal` made under the same key and context; throws on any change to either or to the bytes. */
export const unseal = (key: Uint8Array, sealed: Uint8Array, context: readonly string[]): Uint8Array => {
  const decipher = createDecipheriv("aes-256-gcm", key, sealed.subarray(0, ivLength), { authTagLength: tagLength })
    .setAAD(contextOf(context))
    .setAuthTag(sealed.subarray(ivLength, ivLength + tagLength));
  return Buffer.concat([decipher.update(sealed.subarray(ivLength + tagLength)), decipher.final()]);
};
