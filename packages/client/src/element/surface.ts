// What the blocks have in common.
import type { DecisionRequest } from "@gantry/contract";
import { make } from "./make.ts";
import type { Names } from "./names.ts";

/** What the blocks need of the element. */
export interface Surface {
  readonly names: Names;
  /** Approvals whose text the user has opened: they stay so when the answer is drawn anew. */
  readonly open: Set<string>;
  /** A chart of the answer as SVG, counted from 1, as wide as there is room. */
  readonly chart: (number: number) => Promise<string>;
  readonly decide: (approval: string, decision: DecisionRequest) => void;
}

/** A block's title, with how many it holds. */
export const heading = (title: string, count?: number): HTMLElement =>
  make("h3", {}, title, ...(count === undefined ? [] : [make("small", {}, String(count))]));
