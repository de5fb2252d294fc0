// Salesforce record ids: 15 case-sensitive characters and three that make them safe where case is lost.

const digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
const checks = "ABCDEFGHIJKLMNOPQRSTUVWXYZ012345";

/**
 * The three characters that extend a 15-character id to 18: one per block of five, counting in binary which of the
 * block's characters are capitals (first character = lowest bit).
 */
export function idSuffix(id15: string): string {
  let suffix = "";
  for (let block = 0; block < 15; block += 5) {
    let bits = 0;
    for (let i = 0; i < 5; i++) {
      const code = id15.charCodeAt(block + i);
      if (code >= 65 && code <= 90) bits |= 1 << i;
    }
    suffix += checks.charAt(bits);
  }
  return suffix;
}

/**
 * An 18-character id for the `number`th record of the object whose ids begin with `prefix`. The numbers are spread over
 * the key space, so that ids differ early and in case, as they do in an old organisation.
 */
export function recordId(prefix: string, number: number): string {
  // 62^7 keys; the multiplier shares no factor with it (2 and 31), so no two numbers meet.
  let left = (number * 2_176_782_347 + 1_305_413_777) % 3_521_614_606_208;
  let key = "";
  for (let i = 0; i < 7; i++) {
    key = digits.charAt(left % 62) + key;
    left = Math.floor(left / 62);
  }
  const id15 = `${prefix}Qx000${key}`;
  return id15 + idSuffix(id15);
}

/** True for 18 characters whose last three fit the first fifteen. */
export function isRecordId(id: string): boolean {
  return /^[0-9A-Za-z]{18}$/.test(id) && idSuffix(id.slice(0, 15)) === id.slice(15);
}
