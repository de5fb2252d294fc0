#!/usr/bin/env node
// Plain JavaScript that any Node can read: says what to install, or goes on with the Node pinned in this clone.
import { spawn } from "node:child_process";
import { createRequire } from "node:module";
import path from "node:path";
import { fileURLToPath } from "node:url";

const major = Number(process.versions.node.split(".")[0]);
if (major >= 24) {
  await import("../src/cli/main.ts");
} else {
  const platform = process.platform === "win32" ? "win" : process.platform;
  let pinned;
  try {
    const manifest = createRequire(import.meta.url).resolve(`node-${platform}-${process.arch}/package.json`);
    pinned = path.join(path.dirname(manifest), process.platform === "win32" ? "bin/node.exe" : "bin/node");
  } catch {
    console.error(
      `gantry needs Node.js 24 or newer (this is ${process.versions.node} on ${process.platform}-${process.arch}): install it from https://nodejs.org and run this again.`,
    );
    process.exit(2);
  }
  const child = spawn(pinned, [fileURLToPath(import.meta.url), ...process.argv.slice(2)], { stdio: "inherit" });
  // Whoever ends this process means the one that works.
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal));
  child.once("error", (error) => {
    console.error(`gantry: the Node.js of this clone does not start (${error.code}): run npm ci again`);
    process.exit(2);
  });
  child.once("exit", (code) => process.exit(code ?? 1));
}
