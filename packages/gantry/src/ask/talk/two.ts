// "Japan is overtaking Germany. What was the revenue of the two?": two values that are named first and asked about after.
import { asks } from "./asks.ts";
import type { Aside, Known } from "./aside.ts";

const sentences = /^(.{8,}?)(?:[.!?…]+|:|;|\s[-–—])\s+(?=\S)(.+)$/su;

/** The two of them; what they are called together says nothing more. */
const both =
  /(?:(?<!\p{L})(?:each|both|either) of )?(?<!\p{L})(?:the|these|those|der|die|den|diese[rn]?|les|ces|des) (?:two|beiden|zwei|deux)(?: of them)?(?: (?:segments?|countr(?:y|ies)|regions?|markets?|groups?|lines?|product lines?|länder[n]?|segmente?n?|regionen|märkte?n?|gruppen|pays|régions|marchés|groupes|lignes))?(?!\p{L})/iu;

const conditions =
  /\d|n['’]t\b|(?<!\p{L})(?:not?|without|except|only|nur|ohne|nicht|kein\p{L}*|ne|pas|sans|sauf)(?!\p{L})|n['’]/iu;

/** The question with the two in their place and what came before it; undefined where there are not exactly two. */
export const namingTwo = (question: string, { value, time }: Known): Aside | undefined => {
  const [, before = "", rest = ""] = sentences.exec(question.trim()) ?? [];
  if (!both.test(rest) || !asks(rest) || conditions.test(before) || time(before)) return undefined;
  const named = [...before.matchAll(/[\p{L}\p{M}-]+/gu)].map(([it]) => it).filter((it) => value(it));
  const [first, second, third] = named;
  if (first === undefined || second === undefined || third !== undefined || first === second) return undefined;
  return { question: rest.replace(both, `${first} compared to ${second}`), left: [before.trim()] };
};
