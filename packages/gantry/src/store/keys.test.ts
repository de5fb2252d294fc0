import { sign, verify } from "node:crypto";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createKeyring } from "./keys.ts";

let folder: string;
beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), "gantry-keys-"));
});
afterEach(() => fs.rmSync(folder, { recursive: true, force: true }));

test("a first start makes a key file that only its owner may read, and later starts read the same keys", () => {
  const first = createKeyring(folder, {});
  expect(fs.statSync(path.join(folder, "master.key")).mode & 0o777).toBe(0o600);
  const second = createKeyring(folder, {});
  expect(second.master).toEqual(first.master);
  expect(second.hmac).toEqual(first.hmac);
  expect(first.master).not.toEqual(first.hmac);
  const signature = sign(null, Buffer.from("checkpoint"), first.signing);
  expect(verify(null, Buffer.from("checkpoint"), second.verifying, signature)).toBe(true);
});

test("GANTRY_MASTER_KEY stands in for the file", () => {
  const GANTRY_MASTER_KEY = Buffer.alloc(32, 9).toString("base64");
  expect(createKeyring(folder, { GANTRY_MASTER_KEY }).master).toEqual(
    createKeyring("/nowhere", { GANTRY_MASTER_KEY }).master,
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
