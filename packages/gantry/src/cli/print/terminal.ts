// The terminal: how wide it is, whether it shows styles, and text set to its width.

/** Columns to write in: the terminal's own up to 140, or 100 where the output goes elsewhere. */
export const terminalWidth = (): number => Math.min(140, Math.max(60, process.stdout.columns ?? 100));

const styled =
  (code: number) =>
  (text: string): string =>
    process.stdout.isTTY && !process.env["NO_COLOR"] ? `\u001B[${code}m${text}\u001B[0m` : text;
export const bold = styled(1);
export const dim = styled(2);

const joint = "\u00A0";

/** Words that `wrap` keeps on one line. */
export const together = (text: string): string => text.replaceAll(" ", joint);

/** Breaks each line of a text at spaces, so that none is wider; a longer word stands alone. */
export function wrap(text: string, width: number): readonly string[] {
  return text.split("\n").flatMap((paragraph) => {
    const lines: string[] = [];
    let line = "";
    for (const word of paragraph.replaceAll(" %", `${joint}%`).split(" ")) {
      if (line !== "" && line.length + 1 + word.length > width) {
        lines.push(line);
        line = word;
      } else {
        line = line === "" ? word : `${line} ${word}`;
      }
    }
    return [...lines, line].map((it) => it.replaceAll(joint, " "));
  });
}

/** The text under an indent, wrapped to what is left of the terminal's width (at most 100 columns, to be read with ease). */
export const block = (text: string, indent: string): string =>
  wrap(text, Math.min(100, terminalWidth()) - indent.length)
    .map((line) => `${indent}${line}`.trimEnd())
    .join("\n");

export const shorten = (text: string, length: number): string =>
  text.length > length ? `${text.slice(0, length - 1)}…` : text;

/** "1 call", "2 calls" */
export const count = (number: number, thing: string): string =>
  `${number.toLocaleString("en")} ${thing}${number === 1 ? "" : "s"}`;
