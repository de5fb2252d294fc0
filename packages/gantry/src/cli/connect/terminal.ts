// Questions to the person at the terminal.
import { createInterface } from "node:readline/promises";
import { Writable } from "node:stream";

export interface Terminal {
  /** The answer without spaces around it. */
  ask(question: string): Promise<string>;
  /** The same without showing what is typed. */
  askSecret(question: string): Promise<string>;
  close(): void;
}

/** The terminal that this process runs at, or undefined where there is none. */
export function openTerminal(): Terminal | undefined {
  if (!process.stdin.isTTY || !process.stdout.isTTY) return undefined;
  let isHidden = false;
  // What is typed is echoed by readline itself: here it goes no further while it is hidden.
  const output = new Writable({
    write: (chunk: Buffer, _encoding, done) => {
      if (isHidden) done();
      else process.stdout.write(chunk, done);
    },
  });
  const lines = createInterface({ input: process.stdin, output, terminal: true });
  const ask = async (question: string): Promise<string> => (await lines.question(question)).trim();
  return {
    ask,
    askSecret: async (question) => {
      process.stdout.write(question);
      isHidden = true;
      try {
        return await ask("");
      } finally {
        isHidden = false;
        process.stdout.write("\n");
      }
    },
    close: () => lines.close(),
  };
}
