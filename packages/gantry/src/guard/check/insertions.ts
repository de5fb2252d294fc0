// Words put between the words that count: "we cancel, as we see it, your, and gladly so, debt". What is said around them is
// held against the checks as if they were not there.

/** "…, as we see it, …", "(gladly so)", "– and why not –". */
const insertions =
  /,[ \t][^,.!?\n]{3,32},(?=\s|,|$)|\([^().!?\n]{3,48}\)|[ \t][–—-][ \t][^–—.!?\n]{3,48}[ \t][–—-](?=\s)/gu;

const strip = (text: string): string => text.replaceAll(insertions, " ").replaceAll(/[ \t]+/g, " ");

/** What stands around each insertion, a line each: where it has commas of its own too, which of them belong together can't be told. */
const aroundEach = (text: string): string =>
  text
    .split(/[.!?](?=\s)|\n/u)
    .flatMap((sentence) => {
      const parts = sentence.split(/,[ \t]+/u);
      return parts.slice(2).flatMap((after, at) => {
        const length = parts[at + 1]?.length ?? 0;
        return length < 3 || length > 32 ? [] : [`${parts[at] ?? ""} ${after}`];
      });
    })
    .join("\n");

/**
 * A text without its insertions, read from the first comma of each line and from the second, and what stands around each of
 * them; nothing where there are none.
 */
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
  return [first, second, aroundEach(text)];
};
