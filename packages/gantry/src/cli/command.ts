/** A command takes its own words and gives the exit code. Errors are thrown as GantryError. */
export type Command = (words: readonly string[]) => Promise<number>;
