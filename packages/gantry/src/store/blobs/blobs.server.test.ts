// One suite over both places where blobs may be kept, and what is particular to S3.
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startS3 } from "../testing/s3.ts";
import type { S3Server } from "../testing/s3.ts";
import { blobFolder, s3Blobs } from "./index.ts";
import type { BlobStore, S3Options } from "./index.ts";

const keys = { bucket: "gantry", region: "eu-central-1", accessKeyId: "AKIATEST", secretAccessKey: "a right secret" };
let folder: string;
let s3: S3Server;

beforeAll(async () => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), "gantry-blobs-"));
  s3 = await startS3({ ...keys, page: 3 });
});
afterAll(async () => {
  await s3?.close();
  fs.rmSync(folder, { recursive: true, force: true });
});

const s3With = (more: Partial<S3Options> = {}): BlobStore =>
  s3Blobs({ ...keys, endpoint: s3.endpoint, prefix: "house/", ...more });

const namesIn = async (blobs: BlobStore): Promise<readonly string[]> => {
  const names: string[] = [];
  for await (const { name, at } of blobs.list()) {
    expect(Math.abs(Date.now() - at.getTime())).toBeLessThan(60_000);
    names.push(name);
  }
  return names.sort();
};

for (const [kind, open] of [
  ["a folder", () => blobFolder(path.join(folder, "blobs"))],
  ["S3", () => s3With()],
] as const) {
  describe(kind, () => {
    test("keeps bytes as they are, under their names, until they are deleted", async () => {
      const blobs = open();
      expect(await namesIn(blobs)).toEqual([]);
      expect(await blobs.get("r_1/absent")).toBeUndefined();
      const bytes = Uint8Array.from({ length: 100_000 }, (_, index) => (index * 7) % 256);
      await blobs.put("r_1/one", bytes);
      const part = new Uint8Array(bytes.buffer, 10, 20);
      await blobs.put("r_1/part", part);
      expect(Buffer.compare(Buffer.from((await blobs.get("r_1/one")) ?? []), Buffer.from(bytes))).toBe(0);
      expect([...((await blobs.get("r_1/part")) ?? [])]).toEqual([...part]);
      await blobs.delete("r_1/part");
      await blobs.delete("r_1/part");
      expect(await blobs.get("r_1/part")).toBeUndefined();
      expect(await namesIn(blobs)).toEqual(["r_1/one"]);
      await blobs.delete("r_1/one");
    });

    test("lists all of many", async () => {
      const blobs = open();
      const names = Array.from({ length: 10 }, (_, index) => `r_${index % 2}/b${index}`).sort();
      for (const name of names) await blobs.put(name, Buffer.from(name));
      expect(await namesIn(blobs)).toEqual(names);
      for (const name of names) await blobs.delete(name);
      expect(await namesIn(blobs)).toEqual([]);
    });

    test("takes no name that leads elsewhere", async () => {
      for (const name of ["../secret", "r_1/../../x", "r_1", "/etc/passwd", "r_1/a/b", "r_1/a?x"]) {
        await expect(open().get(name), name).rejects.toMatchObject({ code: "internal" });
      }
    });
  });
}

describe("S3", () => {
  test("refuses what is signed with another key, for another region, or for a bucket that is not there", async () => {
    const put = (more: Partial<S3Options>) => s3With(more).put("r_1/one", Buffer.from("x"));
    await expect(put({ secretAccessKey: "a wrong secret" })).rejects.toMatchObject({ code: "source-refused" });
    await expect(put({ region: "us-east-1" })).rejects.toMatchObject({ code: "source-refused", retryable: false });
    await expect(put({ bucket: "other" })).rejects.toMatchObject({ code: "bad-config" });
    expect(s3.objects.size).toBe(0);
  });

  test("tries again where the store is busy, and says so where it stays busy", async () => {
    s3.fail(503, 2);
    await s3With().put("r_1/one", Buffer.from("x"));
    expect(s3.objects.size).toBe(1);
    s3.fail(503, 100);
    await expect(s3With().get("r_1/one")).rejects.toMatchObject({ code: "source-refused", retryable: true });
    s3.fail(503, 0);
    await s3With().delete("r_1/one");
  });

  test("shows nothing but what the prefix covers", async () => {
    await s3With({ prefix: "other/" }).put("r_1/one", Buffer.from("x"));
    expect(await namesIn(s3With())).toEqual([]);
    await s3With({ prefix: "other/" }).delete("r_1/one");
  });

  test("a store that can't be reached is told as such", async () => {
    const away = s3With({ endpoint: "http://127.0.0.1:1", timeoutSeconds: 5 });
    await expect(away.get("r_1/one")).rejects.toMatchObject({ code: "source-unreachable", retryable: true });
  });
});
