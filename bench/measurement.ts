/** What a measuring command gives: whether the stated goal was reached in this run, and the figures. */
export interface Measured {
  readonly pass: boolean;
  readonly figures: Readonly<Record<string, unknown>>;
}

export type Measurement = (options: { readonly quick: boolean; readonly args: readonly string[] }) => Promise<Measured>;
