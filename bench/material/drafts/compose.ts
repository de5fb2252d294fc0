// Composes a letter from the drafts of one customer: one draft's frame, now and then sentences of others; whole or spoiled.
import type { Cell } from "../../../packages/gantry/src/catalog/index.ts";
import type { Dice } from "../dice.ts";
import { kindOf, wrongDate, wrongName, wrongNumber } from "./corrupt.ts";
import type { Corruption } from "./corrupt.ts";
import type { Customer } from "./customers.ts";
import { drafts } from "./read.ts";
import type { Draft, Line, Piece } from "./read.ts";

export interface Letter {
  readonly customer: Customer;
  readonly half: Draft["half"];
  readonly subject: Line;
  readonly lines: readonly Line[];
  /** What was made of it and where, for a person who looks: "43 % → 47 %: …". */
  readonly change: string;
}

const siblings = new Map<string, readonly Draft[]>();
for (const draft of drafts) {
  const key = `${draft.customer.name}/${draft.half}`;
  siblings.set(key, [...(siblings.get(key) ?? []), draft]);
}

const isFrame = (line: Line): boolean => {
  const text = line.map((piece) => (typeof piece === "string" ? piece : piece.written)).join("");
  return /,$|^[^.?!:]{0,40}$/.test(text);
};

/** One draft, with up to two sentences of its siblings put between its own. */
export const compose = (half: Draft["half"], dice: Dice): Letter => {
  const draft = dice.pick(drafts.filter((each) => each.half === half));
  const others = (siblings.get(`${draft.customer.name}/${half}`) ?? []).filter((each) => each !== draft);
  const lines = [...draft.lines];
  for (const other of others.filter(() => dice.below(2) === 0).slice(0, 2)) {
    const more = other.lines.filter((line) => !isFrame(line) && !lines.includes(line));
    const at = lines.findIndex((line) => !isFrame(line));
    if (more.length > 0) lines.splice(Math.max(1, at + dice.below(2)), 0, dice.pick(more));
  }
  const subject = dice.below(3) === 0 && others.length > 0 ? dice.pick(others).subject : draft.subject;
  return { customer: draft.customer, half, subject, lines, change: "" };
};

const monthsSaid = (cell: Cell | undefined): string => (typeof cell === "string" ? cell.slice(0, 7) : "");

/** Whether what was written of a date is now another date of the same row: then it does trace to a cell. */
const isOtherDate = (customer: Customer, written: string): boolean =>
  !/\d/.test(written.replaceAll(/\d{4}/g, "")) &&
  Object.entries(customer.row).some(([column, cell]) => {
    if (!/_(?:date|since|on|until|start|end|login)$/.test(column)) return false;
    const month = Number(monthsSaid(cell).slice(5));
    const names = new Intl.DateTimeFormat(["en-GB"], { month: "long" }).format(new Date(2026, month - 1, 1));
    const german = new Intl.DateTimeFormat(["de-DE"], { month: "long" }).format(new Date(2026, month - 1, 1));
    const french = new Intl.DateTimeFormat(["fr-FR"], { month: "long" }).format(new Date(2026, month - 1, 1));
    return [names, german, french].some((name) => written.toLowerCase().includes(name.toLowerCase()));
  });

const spoilPlace = (letter: Letter, kind: Corruption, others: readonly Customer[], dice: Dice): Letter | null => {
  const places = letter.lines.flatMap((line, at) =>
    line.flatMap((piece, index) => (typeof piece !== "string" && kindOf(piece) === kind ? [{ at, index, piece }] : [])),
  );
  if (places.length === 0) return null;
  const { at, index, piece } = dice.pick(places);
  const { customer } = letter;
  const changed =
    kind === "date"
      ? wrongDate(piece.written, dice)
      : kind === "number"
        ? wrongNumber(piece.written, dice)
        : wrongName(piece, customer, dice.pick(others), dice);
  if (changed === null || changed === piece.written || (kind === "date" && isOtherDate(customer, changed))) return null;
  const spoiled: Piece = kind === "name" ? changed : { ...piece, written: changed };
  const lines = letter.lines.map((line, row) =>
    row === at ? line.map((each, column) => (column === index ? spoiled : each)) : line,
  );
  const around = letter.lines[at]?.map((each) => (typeof each === "string" ? each : each.written)).join("") ?? "";
  return { ...letter, lines, change: `${piece.written} → ${changed}: ${around}` };
};

/** A sentence of another customer's draft, with something in it that is not true of this one. */
const insertForeign = (letter: Letter, others: readonly Customer[], dice: Dice): Letter | null => {
  const theirs = drafts.filter((each) => each.half === letter.half && others.includes(each.customer));
  if (theirs.length === 0) return null;
  const draft = dice.pick(theirs);
  const isForeign = (piece: Piece): boolean =>
    typeof piece !== "string" &&
    kindOf(piece) !== null &&
    piece.columns.some((column) => draft.customer.row[column] !== letter.customer.row[column]);
  const lines = draft.lines.filter((line) => !isFrame(line) && line.some(isForeign));
  if (lines.length === 0) return null;
  const line = dice.pick(lines);
  const plain = line.map((piece) => (typeof piece === "string" ? piece : piece.written));
  const at = Math.max(
    1,
    letter.lines.findIndex((each) => !isFrame(each)),
  );
  return { ...letter, lines: letter.lines.toSpliced(at, 0, plain), change: `+ ${plain.join("")}` };
};

/** A letter with one thing wrong; null where the one drawn has nothing of that kind. */
export const spoil = (letter: Letter, kind: Corruption, all: readonly Customer[], dice: Dice): Letter | null => {
  const { customer } = letter;
  const others = all.filter((each) => each.kind === customer.kind && each !== customer);
  if (kind !== "another's fact") return spoilPlace(letter, kind, others, dice);
  return insertForeign(
    letter,
    others.filter((each) => each.language === customer.language),
    dice,
  );
};

/** The letter's text, each place as `write` says it. */
export const render = (
  letter: Letter,
  write: (piece: Exclude<Piece, string>) => string,
): { subject: string; body: string } => {
  const say = (line: Line): string => line.map((piece) => (typeof piece === "string" ? piece : write(piece))).join("");
  return { subject: say(letter.subject), body: letter.lines.map(say).join("\n") };
};
