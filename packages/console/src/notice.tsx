import type { GantryError } from "@gantry/contract";

/** An error as people need it: what is wrong, and what would mend it. */
export function Notice({ error }: { readonly error: GantryError | undefined }) {
  if (!error) return null;
  return (
    <div className="notice" role="alert">
      <strong>{error.message}</strong>
      {error.remedy === undefined ? null : <p>{error.remedy}</p>}
    </div>
  );
}
