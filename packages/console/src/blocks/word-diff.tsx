// What an edit changed, word by word, in the text as it stands now.
import { diffWords } from "@gantry/client";
import type { FieldChange } from "@gantry/contract";

export function Changes({ changes }: { readonly changes: readonly FieldChange[] }) {
  if (changes.length === 0) return null;
  return (
    <section className="changes" aria-label="What was edited">
      {changes.map(({ field, before, after }) => (
        <p key={field}>
          <strong>{field}</strong>{" "}
          {diffWords(String(before ?? ""), String(after ?? "")).map(({ kind, text }, index) =>
            kind === "same" ? (
              text
            ) : kind === "added" ? (
              <ins key={`${String(index)} +`}>{text}</ins>
            ) : (
              <del key={`${String(index)} -`}>{text}</del>
            ),
          )}
        </p>
      ))}
    </section>
  );
}
