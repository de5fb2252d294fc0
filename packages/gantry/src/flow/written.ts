// Where a flow was written, for whoever has to mend it: kept beside the document, which is plain JSON.
import { callSite, placeOf } from "../policy/index.ts";
import type { Place, WrittenAt } from "../policy/index.ts";
import type { FlowDocument } from "./types.ts";

const written = new WeakMap<FlowDocument, WrittenAt>();

/** Called by the builder: remembers who called it. */
export const rememberWritten = (document: FlowDocument, builder: string): FlowDocument => {
  const at = callSite("flow", [import.meta.url, builder]);
  if (at !== undefined) written.set(document, at);
  return document;
};

/** File and line of a part of a flow (`["steps", "drafts"]`); undefined for one that was not written in code. */
export const writtenPlace = (document: FlowDocument, ...into: readonly (string | number)[]): Place | undefined => {
  const at = written.get(document);
  return at === undefined ? undefined : placeOf(at, into, document);
};
