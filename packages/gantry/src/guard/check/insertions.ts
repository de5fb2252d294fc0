// Words put between the words that count: "we cancel, as we see it, your, and gladly so, debt". What is said around them is
// held against the checks as if they were not there.

/** "…, as we see it, …", "(gladly so)", "– and why not –". */
const insertions =
  /,[ \t][^,.!?\n]{3,32},(?=\s|,|$)|\([^().!?\n]{3,48}\)|[ \t][–—-][ \t][^–—.!?\n]{3,48}[ \t][–—-](?=\s)/gu;

const strip = (text: string): string => text.replaceAll(insertions, " ").replaceAll(/[ \t]+/g, " ");

/** A text without its insertions, read from the first comma of each line and from the second; nothing where there are none. */
export const withoutInsertions = (text: string): readonly string[] => {
  const first = strip(text);
  if (first === text.replaceAll(/[ \t]+/g, " ")) return [];
  const second = text
    .split("\n")
    .map((line) => {
      const at = line.indexOf(",") + 1;
      return line.slice(0, at) + strip(line.slice(at));
    })
    .join("\n");
  return [first, second];
};
