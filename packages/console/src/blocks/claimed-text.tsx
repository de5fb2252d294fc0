// A text in which each number, date and name says on a click which cell it comes from, of which source, read when.
import { claimSources, textPieces } from "@gantry/client";
import type { Claim } from "@gantry/contract";
import { useId, useRef, useState } from "react";

export interface ClaimedTextProps {
  readonly text: string;
  readonly field: string;
  readonly claims: readonly Claim[];
}

interface Opened {
  readonly claim: Claim;
  readonly top: number;
  readonly left: number;
}

/** As wide as the card is, so that it stays inside the text. */
const cardWidth = 300;

export function ClaimedText({ text, field, claims }: ClaimedTextProps) {
  const [opened, setOpened] = useState<Opened>();
  const frame = useRef<HTMLSpanElement>(null);
  const id = useId();
  const open = (claim: Claim, button: HTMLElement): void => {
    if (opened?.claim === claim) return setOpened(undefined);
    const room =
      (frame.current?.clientWidth ?? cardWidth) - Math.min(cardWidth, frame.current?.clientWidth ?? cardWidth);
    const top = button.offsetTop + button.offsetHeight + 4;
    setOpened({ claim, top, left: Math.max(0, Math.min(button.offsetLeft, room)) });
  };
  return (
    <span
      ref={frame}
      className="claimed"
      onKeyDown={(event) => {
        if (event.key !== "Escape" || !opened) return;
        setOpened(undefined);
        event.stopPropagation();
      }}
    >
      {textPieces(text, field, claims).map(({ text: part, claim }, index) =>
        claim === null ? (
          part
        ) : (
          <button
            key={`${claim.start} ${String(index)}`}
            type="button"
            className={`claim ${claim.cells.length === 0 ? "adrift" : claim.kind}`}
            aria-expanded={opened?.claim === claim}
            aria-controls={opened?.claim === claim ? id : undefined}
            onClick={(event) => open(claim, event.currentTarget)}
          >
            {part}
          </button>
        ),
      )}
      {opened ? (
        <span id={id} className="claim-card" role="status" style={{ top: opened.top, left: opened.left }}>
          <Sources claim={opened.claim} />
        </span>
      ) : null}
    </span>
  );
}

function Sources({ claim }: { readonly claim: Claim }) {
  if (claim.cells.length === 0)
    return <span className="none">No cell of this customer&apos;s data says this. Check it before it goes out.</span>;
  return claimSources(claim).map(({ column, value, source, read }) => (
    <span key={column} className="cell">
      <strong>{column}</strong>
      <span className="value">{value}</span>
      <span className="source">{source}</span>
      {read === "" ? null : <span className="hint">read {read}</span>}
    </span>
  ));
}
