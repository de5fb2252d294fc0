// "Who has overdue invoices?" asks for those that things belong to, and does not name them.
import { withHead } from "./head.ts";
import { owner } from "./owner.ts";
import { plural, saysCue, Stopped, tagOf } from "./question.ts";
import type { Question, VisibleCatalog } from "./question.ts";
import type { Paths } from "./paths.ts";
import type { Span } from "./tag.ts";
import type { What } from "./about.ts";
import type { Condition } from "./types.ts";

/** "Who are our contacts": what follows is named outright. */
const copulas = new Set("are is were was sont est etaient etait furent sind ist waren war s re".split(" "));

/** What somebody does for those that things belong to. */
const looksAfter =
  /^(?:(?:sales|key) )?(?:reps?|representatives?|persons?|people|m[ae]n|sellers?|account (?:managers?|owners?|executives?)|deal owners?|owners?)$|^(?:sales(?:persons?|people|m[ae]n)|sellers?|commercia(?:l|ux|les?)|vendeu(?:rs?|ses?)|charg|responsable|gestionnaire|vertrieb|verk(?:ä|a)ufer|au(?:ß|ss)endienst|kundenb|betreuer)/i;

/**
 * "Our sales reps in EMEA": who sells is told by whom somebody looks after, and by no word of his own.
 *
 * @throws Stopped where nothing says whom they look after
 */
export const requireLookingAfter = (question: Question, what: What, related: readonly Condition[]): void => {
  const whom = owner(question.catalog, question.paths);
  const span = question.spans.find(
    (it) => tagOf(it, "subject")?.subject === what.subject && looksAfter.test(it.written),
  );
  const isTold = related.some((it) => it.kind === "related") || (what.figure !== undefined && what.by.length > 0);
  if (whom === undefined || what.subject === undefined || what.measure !== undefined || span === undefined || isTold)
    return;
  if ((question.paths(whom.table, what.table)?.length ?? 0) === 0) return;
  const [all, some] = [plural(what.subject.name), `${plural(what.subject.name)} with ${plural(whom.name)}`];
  const choices = [all, some].map((it) => ({ title: it, example: it, reword: { written: span.written, as: it } }));
  throw new Stopped(`who is meant by "${span.written}": all ${all}, or those who have ${plural(whom.name)}?`, choices);
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
