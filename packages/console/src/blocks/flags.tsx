// What a check found in a letter: shown above all else, and to be acknowledged before the letter may go out.
export interface FlagsProps {
  readonly flags: readonly string[];
  /** Absent where there is nothing to decide. */
  readonly acknowledged?: boolean;
  readonly onAcknowledge?: (acknowledged: boolean) => void;
}

export function Flags({ flags, acknowledged, onAcknowledge }: FlagsProps) {
  if (flags.length === 0) return null;
  return (
    <section className="flags" aria-label="What a check found">
      <strong>A check found {flags.length === 1 ? "something" : `${flags.length} things`} to look at</strong>
      <ul>
        {flags.map((flag) => (
          <li key={flag}>{flag}</li>
        ))}
      </ul>
      {onAcknowledge ? (
        <label>
          <input
            type="checkbox"
            checked={acknowledged ?? false}
            onChange={(event) => onAcknowledge(event.target.checked)}
          />
          I have looked at this and answer for it
        </label>
      ) : null}
    </section>
  );
}
