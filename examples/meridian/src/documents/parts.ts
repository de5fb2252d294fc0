// A sample document's text as headings and paragraphs.
export type Part =
  | { readonly kind: "heading"; readonly level: 1 | 2; readonly text: string }
  | { readonly kind: "paragraph"; readonly text: string };

export const partsOf = (text: string): readonly Part[] =>
  text
    .trim()
    .split(/\n{2,}/)
    .map((part): Part => {
      const heading = /^(#{1,2}) (.*)$/.exec(part);
      if (!heading) return { kind: "paragraph", text: part.replaceAll("\n", " ") };
      return { kind: "heading", level: heading[1] === "#" ? 1 : 2, text: heading[2] ?? "" };
    });

/** The first heading. */
export const titleOf = (parts: readonly Part[]): string => parts.find((it) => it.kind === "heading")?.text ?? "";

export const escapeMarkup = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
