import { lazy, Suspense } from "react";
import type { Block } from "@gantry/contract";
import type { Session } from "../session.ts";
import { formatCell } from "@gantry/client";
import { ActionsBlockView } from "./actions-block.tsx";
import { ClaimedText } from "./claimed-text.tsx";
import { DraftsBlockView } from "./drafts-block.tsx";
import { TableBlockView } from "./table-block.tsx";

// Charts bring the largest library of the console: loaded when the first one is shown.
const ChartBlockView = lazy(async () => ({ default: (await import("./chart-block.tsx")).ChartBlockView }));

export interface AnswerBlockProps {
  readonly block: Block;
  readonly session: Session;
  /** What rows are called, by their key. */
  readonly names: ReadonlyMap<string, string>;
  readonly onDecided: () => void;
}

export function AnswerBlock({ block, session, names, onDecided }: AnswerBlockProps) {
  switch (block.kind) {
    case "text":
      return (
        <p className="text-block">
          <ClaimedText text={block.text} field="text" claims={block.claims ?? []} />
        </p>
      );
    case "metric":
      return (
        <figure className="metric-block">
          <figcaption>{block.title}</figcaption>
          <strong>{formatCell(block.value, block.format)}</strong>
        </figure>
      );
    case "table":
      return <TableBlockView block={block} />;
    case "chart":
      return (
        <Suspense fallback={null}>
          <ChartBlockView block={block} />
        </Suspense>
      );
    case "drafts":
      return <DraftsBlockView block={block} session={session} names={names} onDecided={onDecided} />;
    case "actions":
      return <ActionsBlockView block={block} session={session} onDecided={onDecided} />;
    case "images":
      return (
        <section className="images-block" aria-label={block.title}>
          {block.images.map((image) => (
            <figure key={image.title}>
              <img alt={image.title} src={`data:${image.mediaType};base64,${image.data}`} />
              <figcaption>
                {image.title}
                {image.composed ? <span className="hint"> · composed, no photograph</span> : null}
              </figcaption>
            </figure>
          ))}
        </section>
      );
  }
}
