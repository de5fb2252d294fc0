// "Who has overdue invoices?" asks for those that things belong to, and does not name them.
import { withHead } from "./head.ts";
import { owner } from "./owner.ts";
import { saysCue, tagOf } from "./question.ts";
import type { VisibleCatalog } from "./question.ts";
import type { Paths } from "./paths.ts";
import type { Span } from "./tag.ts";

/** "Who are our contacts": what follows is named outright. */
const copulas = new Set("are is were was sont est etaient etait furent sind ist waren war s re".split(" "));

/** The question's spans, "who" standing for the subject that it asks for. */
export const withWho = (read: readonly Span[], catalog: VisibleCatalog, paths: Paths): readonly Span[] => {
  const spans = withHead(read, catalog, paths);
  const at = spans.findIndex((it) => saysCue(it, "which") && /^(?:who|qui|wer)$/.test(it.last));
  const who = spans[at];
  const subject = owner(catalog, paths);
  if (who === undefined || subject === undefined || copulas.has(spans[at + 1]?.last ?? "")) return spans;
  const others = spans.flatMap((it) => tagOf(it, "subject")?.subject ?? []);
  const isOwned = others.every((it) => it.table !== subject.table && paths(it.table, subject.table) !== undefined);
  // "Clients qui …": it only goes on.
  if (!isOwned || at > 0) return spans;
  const named: Span = { ...who, at: at + 0.5, length: 0, written: "", tags: [{ kind: "subject", subject }] };
  return spans.toSpliced(at + 1, 0, named);
};
