/** Before anything that is recorded, and after all that is planned. */
export const [ever, forEver] = ["1900-01-01", "2999-12-31"] as const;
