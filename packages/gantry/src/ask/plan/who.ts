// "Who has overdue invoices?" asks for those that things belong to, and does not name them.
import type { Subject } from "../../catalog/index.ts";
import { saysCue, tagOf } from "./question.ts";
import type { VisibleCatalog } from "./question.ts";
import type { Paths } from "./paths.ts";
import type { Span } from "./tag.ts";

/** "Who are our contacts": what follows is named outright. */
const copulas = new Set("are is were was sont est etaient etait furent sind ist waren war s re".split(" "));

/** The subject that most others refer to. */
export const owner = ({ subjects }: VisibleCatalog, paths: Paths): Subject | undefined => {
  const led = (to: Subject): number => subjects.filter((it) => paths(it.table, to.table)?.length === 1).length;
  return subjects.reduce<Subject | undefined>(
    (best, it) => (led(it) > (best === undefined ? 0 : led(best)) ? it : best),
    undefined,
  );
};

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

/** "Which hospitals have unpaid invoices": the value stands for the things that have it. */
const withHead = (spans: readonly Span[], catalog: VisibleCatalog, paths: Paths): readonly Span[] => {
  const contents = spans.filter((it) => it.tags.length > 0 || it.unknown);
  const [asking, head, next] = contents;
  if (asking === undefined || head === undefined || !saysCue(asking, "which", "count")) return spans;
  const done = saysCue(asking, "which") ? tagOf(next, "measure")?.measure : undefined;
  const isRanked = spans.some((it) => saysCue(it, "most", "least"));
  if (!saysCue(next, "with") && (done === undefined || isRanked)) return spans;
  const tables = new Set(head.tags.flatMap((it) => (it.kind === "value" ? [it.place.table] : [])));
  const subject = catalog.subjects.find((it) => tables.has(it.table));
  const others = spans.flatMap((it) => tagOf(it, "subject")?.subject ?? []);
  if (subject === undefined || tables.size > 1 || (others.length === 0 && done === undefined)) return spans;
  if (done !== undefined && paths(done.table, subject.table) === undefined) return spans;
  if (!others.every((it) => it.table !== subject.table && paths(it.table, subject.table) !== undefined)) return spans;
  const named: Span = { ...head, at: head.at + 0.5, length: 0, written: "", tags: [{ kind: "subject", subject }] };
  return spans.toSpliced(spans.indexOf(head) + 1, 0, named);
};
