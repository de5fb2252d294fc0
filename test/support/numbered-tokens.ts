// Tokens that stand for names differ from house to house and call to call: in what is recorded they are numbered as they
// first stand in the prompt.

const token = /(?<![A-Za-z0-9_])[A-Z]{2,12}_[0-9A-Z]{4,13}(?:_[0-9A-Z]{1,4})?(?![A-Z0-9_])/g;

export interface NumberedTokens {
  /** A text of this prompt, or a reply to it, as it is recorded. */
  number(text: string): string;
  /** A recorded text as it stands for this prompt. */
  restore(text: string): string;
}

/** The tokens of a prompt. */
export function numberedTokens(prompt: string): NumberedTokens {
  const names = new Map<string, string>();
  for (const [found] of prompt.matchAll(token))
    if (!names.has(found)) names.set(found, `${found.split("_")[0]}{${names.size + 1}}`);
  const tokens = new Map([...names].map(([own, name]) => [name, own]));
  return {
    number: (text) => text.replaceAll(token, (found) => names.get(found) ?? found),
    restore: (text) => text.replaceAll(/[A-Z]+\{\d+\}/g, (name) => tokens.get(name) ?? name),
  };
}
