// What a check may need, made when it first does.

/** Calls `make` at the first call, and gives what it gave at every other. */
export const once = <T>(make: () => T): (() => T) => {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
};

/** The same text stands in many rows of a list ("EMEA"): it is searched once. */
export const eachOnce = (change: (text: string) => string): ((text: string) => string) => {
  const changed = new Map<string, string>();
  return (text) => {
    const known = changed.get(text) ?? change(text);
    changed.set(text, known);
    return known;
  };
};
