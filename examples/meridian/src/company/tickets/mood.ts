// In what mood a ticket is written: mostly the writer's own, coloured by how support has gone for the customer lately.
import type { Day } from "../calendar.ts";
import type { Customer } from "../customer.ts";
import type { Random } from "../random.ts";
import { strain, type Trouble } from "../troubles.ts";
import type { Mood, Topic } from "./phrasebook.ts";

const moods: readonly Mood[] = ["angry", "worried", "neutral", "content", "delighted"];

const atEase: Readonly<Record<Mood, number>> = { angry: 4, worried: 8, neutral: 43, content: 28, delighted: 17 };
const strained: Readonly<Record<Mood, number>> = { angry: 58, worried: 27, neutral: 11, content: 3, delighted: 1 };

/** Troubles that sour the tone of tickets without being their subject. */
const elsewhere: readonly Trouble[] = ["usage", "adoption", "payment", "champion", "price"];

/** `temper` is the writer's: -1 grumbles at everything, 1 thanks for everything. */
export function drawMood(customer: Customer, day: Day, temper: number, random: Random): Mood {
  const support = strain(customer.episodes, "support", day);
  const other = Math.max(...elsewhere.map((trouble) => strain(customer.episodes, trouble, day)));
  const share = Math.min(1, Math.max(0, support + other * 0.45 - temper * 0.14));
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
  angry: { Critical: 14, High: 42, Medium: 38, Low: 6 },
  worried: { Critical: 8, High: 34, Medium: 48, Low: 10 },
  neutral: { Critical: 3, High: 18, Medium: 57, Low: 22 },
  content: { Critical: 0, High: 5, Medium: 50, Low: 45 },
  delighted: { Critical: 0, High: 1, Medium: 34, Low: 65 },
} as const;

export function drawPriority(mood: Mood, random: Random): "Critical" | "High" | "Medium" | "Low" {
  return random.weighted(priorities[mood]);
}
