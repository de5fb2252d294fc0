// What a check may need, made when it first does.

/** Calls `make` at the first call, and gives what it gave at every other. */
export const once = <T>(make: () => T): (() => T) => {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
};
