// Record ids: 15 case-sensitive characters, or the same with a 3-character checksum that survives case folding.

const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ012345";

export const isId = (text: string): boolean => /^(?:[a-zA-Z0-9]{15}|[a-zA-Z0-9]{18})$/.test(text);

/** What two spellings of one id have in common: its first 15 characters. */
export const idKey = (id: string): string => (id.length > 15 ? id.slice(0, 15) : id);

/** The 18-character form of a 15-character id: each checksum character holds the upper-case bits of five. */
export function longId(id: string): string {
  let checksum = "";
  for (let chunk = 0; chunk < 15; chunk += 5) {
    let bits = 0;
    for (let at = 0; at < 5; at++) {
      const character = id.charAt(chunk + at);
      if (character >= "A" && character <= "Z") bits |= 1 << at;
    }
    checksum += alphabet.charAt(bits);
  }
  return id + checksum;
}

const digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

/** The `number`-th id made by this server for objects with this key prefix; a pod segment keeps it off generated data. */
export function newId(keyPrefix: string, number: number): string {
  let tail = "";
  for (let rest = number; tail.length < 7; rest = Math.floor(rest / 62)) tail = digits.charAt(rest % 62) + tail;
  return longId(`${keyPrefix}Zz000${tail}`.slice(0, 15));
}
