// What one row lets a reply say: its trusted cells, the authors' own words, the names of other rows.
import type { Cell, Label, Row } from "../../catalog/index.ts";
import type { Shape, ShapeColumn } from "../../flow/index.ts";
import type { LabelBook } from "../labels.ts";
import { stringsIn } from "../treat/cell.ts";
import { isTextLabel } from "../treat/plan.ts";
import { gatherFacts } from "./facts.ts";
import type { FactCell, Facts } from "./facts.ts";
import { hostsIn, ownOf } from "./foreign.ts";
import type { Own } from "./foreign.ts";
import { runsFromOutside } from "./copied.ts";
import type { OutsideRuns } from "./copied.ts";
import { once } from "./once.ts";
import { isOrder } from "./orders.ts";
import { stripInvisible } from "../prompt/fence.ts";
import { peersOf } from "./peers.ts";
import type { Peers } from "./peers.ts";
import { commitmentsOf } from "./promises.ts";
import type { Commitment } from "./promises.ts";

/** What texts of a reply are held against; made when the first text is. */
export interface Expected {
  readonly facts: Facts;
  /** Words and texts of trusted cells and authors. */
  readonly own: Own;
  /** Addresses that those hold: they may stand. */
  readonly hosts: ReadonlySet<string>;
  /** Kinds of commitment that authors and trusted cells make. */
  readonly promised: ReadonlySet<Commitment["kind"]>;
  /** Columns whose cells may be told beside a commitment: "your discount of 10 %". */
  readonly columns: readonly string[];
  /** Runs of words that only texts from outside hold. */
  readonly outside: OutsideRuns;
  /** Runs of words that only other rows of the same call hold; null where there are none. */
  readonly others: OutsideRuns | null;
  /** Whether a text from outside gives orders to whoever writes. */
  readonly isOrdered: boolean;
  /** Names of the row: one may hold what no name does, an address or an offer. */
  readonly names: readonly string[];
  /** Texts from outside as the model saw them: to be quoted word for word, never to be said in our own words. */
  readonly quotable: readonly string[];
  /** Names in the other rows of the step; null where they are not known. */
  readonly peers: Peers | null;
  /** Passages that may be cited, as the model saw them; null where there are none to cite. */
  readonly passages: readonly string[] | null;
  /** As `outside`, without the passages. */
  readonly outsidePassages: OutsideRuns;
}

const labelsIn = (column: ShapeColumn, labels: LabelBook): readonly Label[] => [
  ...column.labels,
  ...Object.keys(column.sources).flatMap((source) => labels.labelsOf(source)),
];

/** Whether nobody outside wrote what the column holds, and no model. */
export const isTrusted = (column: ShapeColumn, labels: LabelBook): boolean =>
  !labelsIn(column, labels).some(isTextLabel);

/** Made by a score, which puts bounded values and words of its own in the place of what it read. */
const isScored = ({ endorsed, sources }: ShapeColumn): boolean =>
  endorsed && Object.values(sources).every((level) => level !== "copied");

const isMoney = (column: ShapeColumn, labels: LabelBook): boolean =>
  column.type.startsWith("decimal") && labelsIn(column, labels).some((label) => /^financial(?:\.|$)/.test(label));

/** The trusted cells of a row, each with its column. */
export const trustedCells = (
  shape: Shape,
  row: Readonly<Record<string, Cell>>,
  labels: LabelBook,
): readonly FactCell[] =>
  shape.columns.flatMap((column): FactCell[] => {
    const cell = row[column.name];
    if (cell === undefined || cell === null || !isTrusted(column, labels)) return [];
    return [{ column: column.name, cell, isMoney: isMoney(column, labels) }];
  });

const isName = (column: ShapeColumn, labels: LabelBook): boolean =>
  labelsIn(column, labels).some((label) => /^(?:company|person)\.name(?:\.|$)/.test(label));

const nameColumns = (shape: Shape, labels: LabelBook) =>
  shape.columns.flatMap((column) => {
    if (column.type !== "varchar") return [];
    const own = labelsIn(column, labels);
    const isCompany = own.some((label) => /^company\.name(?:\.|$)/.test(label));
    const isPerson = own.some((label) => /^person\.name(?:\.|$)/.test(label));
    return (isCompany || isPerson) && isTrusted(column, labels) ? [{ name: column.name, isCompany }] : [];
  });

export interface ExpectedOf {
  readonly shape: Shape;
  readonly values: Row;
  /** As the model saw it: a band may be repeated. */
  readonly treated: Readonly<Record<string, Cell>>;
  /** Instructions, template and what else the flow's authors wrote. */
  readonly authors: readonly string[];
  /** What the house itself is called, and names that the flow knows of the row. */
  readonly names: readonly string[];
  /** All rows of the step. */
  readonly rows?: readonly Row[];
  readonly today?: string;
  /** Column of the passages that may be cited. */
  readonly cited?: string;
  /** Texts of other rows in the same call, as the model saw them: none of it is this row's to say. */
  readonly others?: readonly string[];
  /** What the writer heard from tools of its own: text from outside that the row does not hold, and that nobody is quoted by. */
  readonly heard?: readonly string[];
}

/** One text a passage, in the order of their marks. */
const passagesIn = (cell: Cell | undefined): readonly string[] =>
  Array.isArray(cell) ? cell.map((item) => stringsIn((item ?? null) as Cell).join("\n")) : [];

/** Prepares what a reply for a row is held against. */
export const expectedOf = (given: ExpectedOf, labels: LabelBook): Expected => {
  const { shape, values, authors } = given;
  const cells = trustedCells(shape, values, labels);
  const shown = trustedCells(shape, given.treated, labels).filter(({ column, cell }) => cell !== values[column]);
  const texts = cells.flatMap(({ cell }) => stringsIn(cell));
  const named = shape.columns
    .filter((column) => isTrusted(column, labels) && isName(column, labels))
    .flatMap((column) => stringsIn(values[column.name]));
  const people = given.rows === undefined ? [] : nameColumns(shape, labels);
  // Most replies hold no link and promise nothing: what those would be held against is gathered when one does.
  const hosts = once(() => hostsIn([...texts, ...authors]));
  const promised = once(() => commitmentsOf([...authors, ...texts]));
  const heard = (given.heard ?? []).map(stripInvisible);
  const ordered = once(
    () =>
      heard.some(isOrder) ||
      shape.columns
        .filter((column) => !isTrusted(column, labels))
        .some((column) => stringsIn(values[column.name]).some((text) => isOrder(stripInvisible(text)))),
  );
  const outsideOf = (columns: readonly ShapeColumn[]): OutsideRuns => {
    const theirs = columns
      .filter((column) => !isScored(column) && !isTrusted(column, labels))
      .flatMap((column) => stringsIn(values[column.name]).map(stripInvisible));
    const own = [...texts, ...authors];
    const { isQuotable, ...runs } = runsFromOutside(theirs, own);
    return { ...(heard.length === 0 ? runs : runsFromOutside([...theirs, ...heard], own)), isQuotable };
  };
  const outside = outsideOf(shape.columns);
  const passages = given.cited === undefined ? null : passagesIn(given.treated[given.cited]);
  const ownTexts = (): readonly string[] =>
    [values, given.treated].flatMap((row) => Object.values(row).flatMap(stringsIn));
  return {
    facts: gatherFacts([...cells, ...shown], authors, given.today),
    own: ownOf([...texts, ...given.names], authors, named),
    get hosts() {
      return hosts();
    },
    get promised() {
      return promised();
    },
    columns: cells.map(({ column }) => column),
    outside,
    passages,
    outsidePassages:
      passages === null
        ? outside
        : // An answer with its source may repeat the words of who asked.
          outsideOf(
            shape.columns.filter(
              (column) =>
                column.name !== given.cited &&
                labelsIn(column, labels).some((it) => isTextLabel(it) && it !== "input.text"),
            ),
          ),
    get isOrdered() {
      return ordered();
    },
    names: named,
    // What this row says too is not another one's.
    others:
      given.others === undefined
        ? null
        : { ...runsFromOutside(given.others, [...ownTexts(), ...authors]), isQuotable: () => false },
    quotable: shape.columns
      .filter((column) => !isTrusted(column, labels))
      .flatMap((column) => stringsIn(given.treated[column.name])),
    peers: given.rows === undefined || people.length === 0 ? null : peersOf(given.rows, people),
  };
};
