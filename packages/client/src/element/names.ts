// The page's names in place of tokens. They reach the user's screen and nothing else.
import type { TokenReference } from "@gantry/contract";
import { make } from "./make.ts";

export interface Name {
  readonly text: string;
  /** Where the page shows the record. */
  readonly href: string | undefined;
}

export interface Names {
  /** For attributes and short labels. */
  text(text: string): string;
  /** For reading: names that have a record's page as links, tokens that nobody could resolve marked as such. */
  nodes(text: string): readonly (Node | string)[];
}

const escaped = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);

/** `references` are the answer's tokens; `names` what the page made of them. Longest token first: none is cut by a shorter one. */
export function createNames(
  references: Readonly<Record<string, TokenReference>>,
  names: ReadonlyMap<string, Name>,
): Names {
  const tokens = Object.keys(references).sort((a, b) => b.length - a.length);
  const pattern = tokens.length === 0 ? undefined : new RegExp(`(${tokens.map(escaped).join("|")})`);
  const node = (token: string): Node | string => {
    const name = names.get(token);
    if (name === undefined)
      return make("span", { class: "token", title: "This page could not tell what stands here" }, token);
    return name.href === undefined ? name.text : make("a", { href: name.href }, name.text);
  };
  return {
    text: (text) =>
      pattern ? text.replaceAll(new RegExp(pattern, "g"), (token) => names.get(token)?.text ?? token) : text,
    nodes: (text) =>
      pattern
        ? text
            .split(pattern)
            .map((part) => (part in references ? node(part) : part))
            .filter((part) => part !== "")
        : [text],
  };
}
