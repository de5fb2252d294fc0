// Values as a graph's serializer writes them, on their way to the house and back: JSON stays readable, so that an erasure can
// find a name in it; bytes go as base64.
import type { GuestValue } from "@gantry/contract";

/** LangGraph's SerializerProtocol. */
export interface Serializer {
  dumpsTyped(value: unknown): Promise<[string, Uint8Array]>;
  loadsTyped(type: string, data: Uint8Array | string): Promise<unknown>;
}

const json = "json";

export async function writeValue(serde: Serializer, value: unknown): Promise<GuestValue> {
  const [type, bytes] = await serde.dumpsTyped(value);
  return { type, text: type === json ? new TextDecoder().decode(bytes) : base64(bytes) };
}

export const readValue = (serde: Serializer, { type, text }: GuestValue): Promise<unknown> =>
  serde.loadsTyped(type, type === json ? text : Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0)));

function base64(bytes: Uint8Array): string {
  let text = "";
  for (const byte of bytes) text += String.fromCharCode(byte);
  return btoa(text);
}
