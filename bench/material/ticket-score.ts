// How much of what is personal in the sample company's tickets is masked, and how many other words go with it.
import { vocabulary as terms } from "../../examples/meridian/vocabulary.ts";
import { createMasker, plainWords } from "../../packages/gantry/src/guard/index.ts";
import { readTickets } from "./tickets.ts";
import type { Ticket } from "./tickets.ts";

interface TicketScore {
  /** Shares of those found whole. */
  readonly person: number;
  readonly mailbox: number;
  readonly phone: number;
  /** Of the words outside marks, companies, mailboxes and numbers: the share that was masked. */
  readonly otherWords: number;
}

const cover = (length: number, stretches: readonly { readonly start: number; readonly end: number }[]): Uint8Array => {
  const covered = new Uint8Array(length);
  for (const { start, end } of stretches) covered.fill(1, start, end);
  return covered;
};

const isWhole = (text: string, covered: Uint8Array, start: number, end: number): boolean => {
  for (let at = start; at < end; at += 1) if (covered[at] === 0 && /[\p{L}\p{N}]/u.test(text.charAt(at))) return false;
  return true;
};

/** What the house tells the guard of itself, and the guard takes for nobody's name. */
const vocabulary = plainWords(terms);

const scoreOf = (tickets: readonly Ticket[], withKnown: boolean, overMask: boolean): TicketScore => {
  const found: Record<string, { all: number; whole: number }> = {};
  let [others, taken] = [0, 0];
  for (const ticket of tickets) {
    const { text } = ticket;
    const hits = createMasker({
      known: withKnown ? ticket.known : [],
      overMask,
      ...(withKnown ? { ordinary: vocabulary, terms: vocabulary } : {}),
    }).find(text);
    const masked = cover(text.length, hits);
    const byForm = hits.filter(({ label }) => label === "person.email" || label === "person.phone");
    const personal = cover(text.length, [...ticket.marked, ...ticket.company, ...byForm]);
    for (const { type, start, end } of ticket.marked) {
      const tally = (found[type] ??= { all: 0, whole: 0 });
      tally.all += 1;
      if (isWhole(text, masked, start, end)) tally.whole += 1;
    }
    for (const { index, 0: word } of text.matchAll(/[\p{L}\p{N}]+/gu)) {
      if (personal.subarray(index, index + word.length).includes(1)) continue;
      others += 1;
      if (masked.subarray(index, index + word.length).includes(1)) taken += 1;
    }
  }
  const share = (type: string): number => {
    const tally = found[type];
    return tally === undefined ? 1 : Number((tally.whole / tally.all).toFixed(4));
  };
  return {
    person: share("person"),
    mailbox: share("e-mail"),
    phone: share("phone"),
    otherWords: Number((taken / others).toFixed(4)),
  };
};

/** Scores the tickets of a company of so many accounts, with and without what its rows tell of it. */
export const scoreTickets = (accounts: number): { tickets: number; rows: Readonly<Record<string, TicketScore>> } => {
  const tickets = readTickets(accounts, 3);
  return {
    tickets: tickets.length,
    rows: {
      "known values, plain": scoreOf(tickets, true, false),
      "known values, over-masking": scoreOf(tickets, true, true),
      "nothing known, plain": scoreOf(tickets, false, false),
      "nothing known, over-masking": scoreOf(tickets, false, true),
    },
  };
};
