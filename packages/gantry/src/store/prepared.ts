// Names for statements that are sent again and again: a connection parses and plans each of them once, which is half of
// what it costs.

/** Texts that are prepared, by their names; so many that only texts made up as one goes are left out. */
const names = new Map<string, string>();
const mostNames = 500;

/** Undefined where it is not worth a name. */
export const nameOf = (text: string): string | undefined => {
  const known = names.get(text);
  if (known !== undefined || names.size >= mostNames) return known;
  const name = `gantry_${names.size}`;
  names.set(text, name);
  return name;
};
