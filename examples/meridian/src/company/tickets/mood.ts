// In what mood a ticket is written: mostly the writer's own, coloured by how support has gone for the customer lately.
import type { Day } from "../calendar.ts";
import type { Customer } from "../customer.ts";
import type { Random } from "../random.ts";
import { strain } from "../troubles.ts";
import type { Mood, Topic } from "./phrasebook.ts";

const moods: readonly Mood[] = ["angry", "worried", "neutral", "content", "delighted"];

const atEase: Readonly<Record<Mood, number>> = { angry: 6, worried: 11, neutral: 42, content: 26, delighted: 15 };
const strained: Readonly<Record<Mood, number>> = { angry: 50, worried: 28, neutral: 17, content: 4, delighted: 1 };

/** `temper` is the writer's: -1 grumbles at everything, 1 thanks for everything. */
export function drawMood(customer: Customer, day: Day, temper: number, random: Random): Mood {
  const support = strain(customer.episodes, "support", day);
  const usage = strain(customer.episodes, "usage", day);
  const share = Math.min(1, Math.max(0, support + usage * 0.12 - temper * 0.16));
  const mix = (mood: Mood) => atEase[mood] * (1 - share) + strained[mood] * share;
  return random.weighted<Mood>(Object.fromEntries(moods.map((mood) => [mood, mix(mood)] as const)));
}

const toneOf: Readonly<Record<Mood, Readonly<Record<Topic["tone"], number>>>> = {
  angry: { problem: 100, question: 0, praise: 0 },
  worried: { problem: 88, question: 12, praise: 0 },
  neutral: { problem: 48, question: 52, praise: 0 },
  content: { problem: 24, question: 58, praise: 18 },
  delighted: { problem: 0, question: 22, praise: 78 },
};

export function drawTopic(topics: readonly Topic[], mood: Mood, random: Random): Topic {
  const tone = random.weighted(toneOf[mood]);
  return random.pick(topics.filter((topic) => topic.tone === tone));
}

const priorities = {
  angry: { Critical: 22, High: 50, Medium: 26, Low: 2 },
  worried: { Critical: 8, High: 40, Medium: 45, Low: 7 },
  neutral: { Critical: 2, High: 14, Medium: 60, Low: 24 },
  content: { Critical: 0, High: 5, Medium: 50, Low: 45 },
  delighted: { Critical: 0, High: 1, Medium: 34, Low: 65 },
} as const;

export function drawPriority(mood: Mood, random: Random): "Critical" | "High" | "Medium" | "Low" {
  return random.weighted(priorities[mood]);
}
