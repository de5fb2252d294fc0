import type { ReactNode } from "react";

interface TableProps {
  /** What stands over the columns, in order; a table that explains itself has none. */
  readonly heads?: readonly string[];
  /** The head of a last column of buttons, for screen readers only. */
  readonly unseenHead?: string;
  readonly className?: string;
  /** Its rows. */
  readonly children: ReactNode;
}

/** A table as all pages show it: where it is wider than the page, it scrolls on its own. */
export function Table({ heads, unseenHead, className, children }: TableProps) {
  return (
    <div className="scroll">
      <table className={className}>
        {heads === undefined ? null : (
          <thead>
            <tr>
              {heads.map((head) => (
                <th key={head} scope="col">
                  {head}
                </th>
              ))}
              {unseenHead === undefined ? null : (
                <th scope="col">
                  <span className="unseen">{unseenHead}</span>
                </th>
              )}
            </tr>
          </thead>
        )}
        <tbody>{children}</tbody>
      </table>
    </div>
  );
}
