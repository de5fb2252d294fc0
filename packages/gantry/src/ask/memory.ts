// What a conversation remembers: its newest turns whole, one line for each that was before them, and what was settled.
import type { Planned } from "./types.ts";

export interface Turn {
  /** ISO 8601. */
  readonly at: string;
  /** As it was asked; absent where only the plan was kept. */
  readonly question?: string;
  readonly planned: Planned;
}

export interface Memory {
  /** The newest turns, oldest first. */
  readonly turns: readonly Turn[];
  /** One line for each turn that left the window, oldest first; the oldest lines go when there are too many. */
  readonly summary: readonly string[];
  /** By input: the value that it had in the newest plan that had one. Outlives the window. */
  readonly facts: Readonly<Record<string, string | number>>;
}

export const emptyMemory: Memory = { turns: [], summary: [], facts: {} };

/** Turns kept whole, and lines kept of those before them. */
export const [mostTurns, mostLines] = [12, 40];

/** The memory with one more turn. What leaves the window becomes a line. */
export const remember = (memory: Memory, turn: Turn): Memory => {
  const turns = [...memory.turns, turn];
  const left = turns.splice(0, Math.max(0, turns.length - mostTurns));
  const { planned } = turn;
  return {
    turns,
    summary: [...memory.summary, ...left.map(lineOf)].slice(-mostLines),
    facts: planned.kind === "run" ? { ...memory.facts, ...planned.input } : memory.facts,
  };
};

/** A turn in a line: the day, and how the question was read. A question that could not be planned is told by its kind alone. */
export const lineOf = ({ at, planned }: Turn): string => {
  const day = at.slice(0, 10);
  return planned.kind === "run"
    ? `${day} ${planned.flow}: ${planned.interpretation.text}`
    : `${day} not answered (${planned.problem.code})`;
};
