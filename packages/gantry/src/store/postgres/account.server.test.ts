import { spawnSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { accountFor } from "./account.ts";

let root: string;
beforeAll(() => {
  root = fs.mkdtempSync(path.join(os.tmpdir(), "gantry-account-"));
});
afterAll(() => fs.rmSync(root, { recursive: true, force: true }));

test.runIf(process.getuid?.() === 0)("as root, a checkout in a folder that only root may enter works too", () => {
  fs.chmodSync(root, 0o700);
  const program = path.join(root, "program");
  fs.writeFileSync(program, "");
  const account = accountFor([program]);
  // access(2), as PostgreSQL's programs call it about each other.
  const asks = `fs.accessSync(${JSON.stringify(program)}); console.log(process.getuid())`;
  const { file, args } = account.command(process.execPath, ["-e", asks]);
  const { stdout, stderr } = spawnSync(file, args, { encoding: "utf8", ...account.identity });
  expect({ stdout, stderr }).toEqual({ stdout: "65534\n", stderr: "" });
});
