import { escapeMarkup, titleOf } from "../parts.ts";
import type { Part } from "../parts.ts";

/** A page as a web site would hold it: with a menu that says nothing. */
export const htmlOf = (parts: readonly Part[]): Buffer => {
  const body = parts
    .map((part) => {
      const tag = part.kind === "heading" ? `h${part.level}` : "p";
      return `<${tag}>${escapeMarkup(part.text)}</${tag}>`;
    })
    .join("\n");
  const title = escapeMarkup(titleOf(parts));
  return Buffer.from(
    `<!doctype html>\n<html><head><meta charset="utf-8"><title>${title}</title><style>p{margin:1em}</style></head>\n<body><main>\n${body}\n</main></body></html>\n`,
  );
};
