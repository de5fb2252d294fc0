// Sentences with choices and blanks: "[We are|I am] writing about {product}[| again]." Choices nest.
import type { Random } from "../random.ts";

type Node = string | { readonly blank: string } | { readonly choices: readonly (readonly Node[])[] };

/** What fills the blanks: a text, or a function asked each time. */
export type Blanks = Readonly<Record<string, string | (() => string)>>;

const compiled = new Map<string, readonly Node[]>();

function parse(template: string, from: number, nested: boolean): { nodes: readonly Node[][]; end: number } {
  const alternatives: Node[][] = [[]];
  let text = "";
  const flush = () => {
    if (text !== "") alternatives.at(-1)?.push(text);
    text = "";
  };
  let i = from;
  for (; i < template.length; i++) {
    const sign = template.charAt(i);
    if (nested && sign === "]") break;
    if (sign === "[") {
      flush();
      const inner = parse(template, i + 1, true);
      alternatives.at(-1)?.push({ choices: inner.nodes });
      i = inner.end;
    } else if (nested && sign === "|") {
      flush();
      alternatives.push([]);
    } else if (sign === "{") {
      flush();
      const end = template.indexOf("}", i);
      if (end < 0) throw new SyntaxError("A blank in a template is not closed.");
      alternatives.at(-1)?.push({ blank: template.slice(i + 1, end) });
      i = end;
    } else text += sign;
  }
  if (nested && i >= template.length) throw new SyntaxError("A choice in a template is not closed.");
  flush();
  return { nodes: alternatives, end: i };
}

function write(nodes: readonly Node[], blanks: Blanks, random: Random): string {
  let made = "";
  for (const node of nodes) {
    if (typeof node === "string") made += node;
    else if ("choices" in node) made += write(random.pick(node.choices), blanks, random);
    else {
      const value = blanks[node.blank];
      if (value === undefined) throw new RangeError(`No value for the blank {${node.blank}}.`);
      made += typeof value === "string" ? value : value();
    }
  }
  return made;
}

/** One of the texts that the template stands for. Throws a SyntaxError on brackets that don't close. */
export function fill(template: string, blanks: Blanks, random: Random): string {
  let nodes = compiled.get(template);
  if (nodes === undefined) {
    nodes = parse(template, 0, false).nodes[0] ?? [];
    compiled.set(template, nodes);
  }
  return write(nodes, blanks, random);
}
