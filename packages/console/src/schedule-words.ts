// Schedules in words, for people who read no cron.
import { toString as wordsOf } from "cronstrue";

/**
 * @param cron as saved: `0 7 * * MON`
 * @returns "at 07:00, only on Monday"; the expression itself where it is of a form that no words are known for
 */
export function scheduleWords(cron: string): string {
  try {
    const words = wordsOf(cron, { use24HourTimeFormat: true });
    return `${words.slice(0, 1).toLowerCase()}${words.slice(1)}`;
  } catch {
    return cron;
  }
}
