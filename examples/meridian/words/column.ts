// A column with what people call it.

/** A public column by whose values people ask. */
export const named = (values: Readonly<Record<string, readonly string[]>>, ...synonyms: readonly string[]) => ({
  labels: ["public"],
  values,
  synonyms,
});
/** A column by another name. */
export const called = (label: string, ...synonyms: readonly string[]) => ({ labels: [label], synonyms });
