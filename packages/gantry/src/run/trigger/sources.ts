// Sources that must be asked whether something has happened: change feeds, and runs of other flows.
import { lookForChanges, usualPause } from "./changes.ts";
import type { FeedHouse } from "./changes.ts";
import { completionPause, lookForCompletions } from "./completions.ts";
import type { CompletionHouse } from "./completions.ts";
import type { Prepared } from "./prepare.ts";
import { passes } from "./standing.ts";

export interface Sources {
  /** Asks those whose time has come; one look at each at a time. Never rejects. */
  look(): Promise<void>;
  close(): Promise<void>;
}

export type SourcesHouse = FeedHouse & CompletionHouse;

interface Asked {
  readonly name: string;
  /** Milliseconds. */
  readonly every: number;
  readonly ask: () => Promise<void>;
  /** By the process's own clock, which nobody sets. */
  next: number;
  asking: Promise<void> | undefined;
}

export function createSources(
  house: SourcesHouse,
  triggers: readonly Prepared[],
  report: (error: unknown, trigger: string) => void,
): Sources {
  const closing = new AbortController();
  const sources = triggers.flatMap((prepared): Asked[] => {
    const { name, on } = prepared.trigger;
    const begin = { name, next: 0, asking: undefined };
    if (on.kind === "change") {
      const ask = () => lookForChanges(house, prepared, on, closing.signal);
      return [{ ...begin, every: (on.every ?? usualPause) * 1000, ask }];
    }
    if (on.kind === "flow") {
      return [{ ...begin, every: completionPause * 1000, ask: () => lookForCompletions(house, prepared, on) }];
    }
    return [];
  });
  const askOne = async (it: Asked): Promise<void> => {
    it.next = performance.now() + it.every;
    try {
      await it.ask();
    } catch (error) {
      // The database or a source is away: the next look tries again.
      if (!passes(error)) report(error, it.name);
    } finally {
      it.asking = undefined;
    }
  };
  const asked = async (): Promise<void> => {
    await Promise.all(sources.flatMap(({ asking }) => asking ?? []));
  };
  return {
    look: async () => {
      const now = performance.now();
      for (const it of sources) if (it.next <= now) it.asking ??= askOne(it);
      await asked();
    },
    close: async () => {
      closing.abort();
      await asked();
    },
  };
}
