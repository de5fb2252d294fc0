// "Which region grew the most": ranked by the change, and not by the figure; a decline the other way round.
import { saysCue, Stopped, tagOf } from "./question.ts";
import type { Question } from "./question.ts";
import type { What } from "./about.ts";
import type { AskPlan } from "./types.ts";

const decline =
  /^(?:decreas|declin|fall|fell|drop|shrank|shrunk|gesunken|sank|ruckgang|zuruckgegang|baiss|recul|diminu|rucklauf|abgenommen)/;

const changes = (question: Question) => question.spans.filter((it) => saysCue(it, "change"));

/** @throws Stopped where nothing is named that changes: "which product line declined" */
export const requireChanging = (question: Question, what: What): void => {
  const isNamed = question.spans.some(
    (it) => it.length > 0 && (tagOf(it, "subject")?.subject === what.subject || tagOf(it, "measure") !== undefined),
  );
  if (changes(question).length > 0 && what.figure?.kind === "count" && !isNamed)
    throw new Stopped("the change of what? name a figure");
};

/** The order of what is ranked beside another span of time. */
export const orderOfChange = (
  question: Question,
  direction: "most" | "least",
  isCompared: boolean,
): NonNullable<AskPlan["order"]> => {
  const said = changes(question);
  if (!isCompared || said.length === 0) return { direction };
  const isDecline = said.some((it) => decline.test(it.last));
  return { direction: isDecline ? (direction === "most" ? "least" : "most") : direction, change: true };
};
