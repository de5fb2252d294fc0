// The gantry command at a real terminal: a pseudo-terminal of util-linux's `script`, and somebody who types.
import { spawn, spawnSync } from "node:child_process";
import { bin } from "./house.ts";

export const hasTerminal = spawnSync("script", ["--version"]).status === 0;

/** What is typed once a text has come up; `\u0003` is Ctrl-C. */
export type Typed = readonly [after: RegExp, keys: string];

/** Runs the command to its end, typing each answer when its question is there. Gives all that stood on the screen. */
export function atTerminal(
  words: readonly string[],
  env: Readonly<Record<string, string>>,
  typing: readonly Typed[],
): Promise<{ readonly code: number; readonly screen: string }> {
  const quoted = [process.execPath, bin, ...words].map((word) => `'${word.replaceAll("'", "'\\''")}'`).join(" ");
  const child = spawn("script", ["-qefc", quoted, "/dev/null"], {
    env: { ...process.env, TERM: "xterm", ...env },
    stdio: ["pipe", "pipe", "inherit"],
  });
  const left = [...typing];
  let screen = "";
  let seen = 0;
  child.stdout.on("data", (chunk: Buffer) => {
    screen += chunk.toString();
    const [next] = left;
    const found = next?.[0].exec(screen.slice(seen));
    if (next === undefined || found === null || found === undefined) return;
    left.shift();
    seen = screen.length;
    child.stdin.write(`${next[1]}\r`);
  });
  return new Promise((done, fail) => {
    const tooLong = setTimeout(() => {
      child.kill();
      fail(new Error(`nobody typed what was waited for:\n${screen}`));
    }, 50_000);
    child.once("close", (code) => {
      clearTimeout(tooLong);
      done({ code: code ?? -1, screen });
    });
  });
}
