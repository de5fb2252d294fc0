import { sign, verify } from "node:crypto";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createKeyring } from "./keyring.ts";

const name = "0123456789abcdef";
let folder: string;
beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), "gantry-keys-"));
});
afterEach(() => fs.rmSync(folder, { recursive: true, force: true }));

test("a first start makes a key file that only its owner may read, and later starts read the same keys", () => {
  const first = createKeyring(folder, {});
  expect(fs.statSync(path.join(folder, "master.key")).mode & 0o777).toBe(0o600);
  const second = createKeyring(folder, {});
  expect(second.data.key(name)).toEqual(first.data.key(name));
  expect(second.hmac).toEqual(first.hmac);
  expect(first.data.key(name)).not.toEqual(first.data.key("fedcba9876543210"));
  const signature = sign(null, Buffer.from("checkpoint"), first.signing);
  expect(verify(null, Buffer.from("checkpoint"), second.verifying, signature)).toBe(true);
});

test("GANTRY_MASTER_KEY stands in for the file", () => {
  const GANTRY_MASTER_KEY = Buffer.alloc(32, 9).toString("base64");
  expect(createKeyring(folder, { GANTRY_MASTER_KEY }).data.key(name)).toEqual(
    createKeyring("/nowhere", { GANTRY_MASTER_KEY }).data.key(name),
  );
  expect(fs.existsSync(path.join(folder, "master.key"))).toBe(false);
});

test("a key that is none is refused without repeating it", () => {
  const attempt = () => createKeyring(folder, { GANTRY_MASTER_KEY: "hunter2" });
  expect(attempt).toThrow(expect.objectContaining({ code: "bad-config" }));
  expect(attempt).not.toThrow(/hunter2/);
});

test.skipIf(process.platform === "win32")("a key file that others may read is refused", () => {
  createKeyring(folder, {});
  fs.chmodSync(path.join(folder, "master.key"), 0o644);
  expect(() => createKeyring(folder, {})).toThrow(
    expect.objectContaining({ code: "bad-config", remedy: expect.stringContaining("chmod 600") }),
  );
});

test("a key that was destroyed is gone for other processes too, after a restart, and from the file that it began with", () => {
  const GANTRY_KEY_FILE = path.join(folder, "shared", "gantry.key");
  const first = createKeyring(folder, { GANTRY_KEY_FILE });
  const secret = fs.readFileSync(GANTRY_KEY_FILE, "utf8").trim();
  const other = first.data.key("0123456789abcde0");
  first.data.destroy([name]);
  first.data.destroy([name]);
  const second = createKeyring(folder, { GANTRY_KEY_FILE });
  for (const keyring of [first, second]) {
    expect(keyring.data.key(name)).toBeUndefined();
    expect(keyring.data.key("0123456789abcde0")).toEqual(other);
    expect(keyring.hmac).toEqual(first.hmac);
    expect(verify(null, Buffer.from("x"), keyring.verifying, sign(null, Buffer.from("x"), first.signing))).toBe(true);
  }
  expect(fs.readFileSync(GANTRY_KEY_FILE, "utf8")).not.toContain(secret);
  expect(fs.statSync(GANTRY_KEY_FILE).mode & 0o777).toBe(0o600);
  expect(fs.readdirSync(path.dirname(GANTRY_KEY_FILE))).toEqual(["gantry.key"]);
});

test("keys from the environment can't be destroyed from here, and the error says what to do", () => {
  const { data } = createKeyring(folder, { GANTRY_MASTER_KEY: Buffer.alloc(32, 9).toString("base64") });
  expect(() => data.destroy([name])).toThrow(
    expect.objectContaining({ code: "bad-config", remedy: expect.stringContaining("GANTRY_KEY_FILE") }),
  );
});
