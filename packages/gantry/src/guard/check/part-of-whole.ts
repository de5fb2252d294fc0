// "Four of your sixteen users": both numbers of one thing, the second the whole of the first.
import type { Facts, NumberFact } from "./facts.ts";
import { daysIn, ideaAt } from "./ideas.ts";
import type { WrittenNumber } from "./numbers.ts";

const joint =
  /^ (?:users |seats |deals |tickets )?(?:out )?(?:of|von|sur|de)(?: (?:your|the|our|ihren|ihrer|euren|den|vos|nos|les))? $/iu;

const families = ({ numbers }: Facts): readonly (readonly NumberFact[])[] => {
  const byNoun = new Map<string, NumberFact[]>();
  for (const fact of numbers) {
    const { noun } = fact.idea;
    if (fact.kind !== "cell" || noun === null || daysIn[noun] !== undefined) continue;
    if (fact.isMoney || fact.mayBeShare || !Number.isInteger(fact.value)) continue;
    byNoun.set(noun, [...(byNoun.get(noun) ?? []), fact]);
  }
  return [...byNoun.values()].filter((family) => family.length > 1);
};

const isDecided = ({ idea }: NumberFact): boolean => idea.narrow.has("won") || idea.narrow.has("lost");

const isPartOf = (part: number, whole: number, family: readonly NumberFact[]): boolean => {
  const decided = family.filter(isDecided);
  if (decided.length === 2 && decided.reduce((sum, { value }) => sum + value, 0) === whole)
    return decided.some(({ value }) => value === part);
  return family.some(
    (all) =>
      all.value === whole &&
      family.some(
        (some) =>
          some !== all && isDecided(some) === isDecided(all) && (some.value === part || whole - some.value === part),
      ),
  );
};

const isScore = (score: number, scale: number, { numbers }: Facts): boolean =>
  numbers.some(({ kind, value }) => kind === "text" && value === scale) &&
  !numbers.some(({ kind, value }) => kind === "cell" && value === scale) &&
  numbers.some(({ kind, value }) => kind === "cell" && value === score);

/** Starts of the numbers of a text that are told as part and whole of one thing, and are not. */
export const wrongParts = (text: string, numbers: readonly WrittenNumber[], facts: Facts): ReadonlySet<number> => {
  const wrong = new Set<number>();
  for (const [index, part] of numbers.entries()) {
    const whole = numbers[index + 1];
    if (whole === undefined || !joint.test(text.slice(part.end, whole.start))) continue;
    const isPlain = [part, whole].every(
      (each) => !each.isMoney && !each.isPercent && !each.isFraction && each.identifier === null,
    );
    const [a, b] = [part.values[0]?.value, whole.values[0]?.value];
    const { noun } = ideaAt(text, whole.end);
    // "Weeks without activity: 3 of 12": what is counted stands before, and the checks of each look there.
    if (noun === null && /: ?$/.test(text.slice(Math.max(0, part.start - 2), part.start))) continue;
    if (!isPlain || a === undefined || b === undefined || daysIn[noun ?? ""] !== undefined) continue;
    // "8.4 out of 10": a score, of a scale that an author names.
    if (!Number.isInteger(a) || isScore(a, b, facts)) continue;
    const all = families(facts);
    if (all.length === 0 || all.some((family) => isPartOf(a, b, family))) continue;
    wrong.add(part.start).add(whole.start);
  }
  return wrong;
};
