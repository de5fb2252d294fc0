export { secretKeyOf } from "./secret.ts";
export { createKeyring, keyFilePause, keyringOf } from "./keyring.ts";
export type { DataKeys, Keyring } from "./keyring.ts";
