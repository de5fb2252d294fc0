import type { GantryError } from "@gantry/contract";

export interface NoticeProps {
  readonly error: GantryError | undefined;
  /** Asks a question that the error offers. */
  readonly onChoose?: (question: string) => void;
}

/** An error as people need it: what is wrong, and what would mend it; questions that would work as buttons. */
export function Notice({ error, onChoose }: NoticeProps) {
  if (!error) return null;
  const choices = onChoose === undefined ? [] : (error.choices ?? []);
  return (
    <div className="notice" role="alert">
      <strong>{error.message}</strong>
      {error.remedy === undefined || choices.length > 0 ? null : <p>{error.remedy}</p>}
      {choices.length === 0 ? null : (
        <ul className="choices" aria-label="Ask instead">
          {choices.map(({ title, question }) => (
            <li key={question}>
              <button type="button" title={question} onClick={() => onChoose?.(question)}>
                {title}
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
