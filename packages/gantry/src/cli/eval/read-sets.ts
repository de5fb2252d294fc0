// Question sets of a project: found, read, and held against their form; what is wrong is told by file and line.
import { existsSync, readFileSync, readdirSync, statSync } from "node:fs";
import path from "node:path";
import { GantryError } from "@gantry/contract";
import { LineCounter, isCollection, parseDocument } from "yaml";
import type { Document } from "yaml";
import { halfOf } from "./half.ts";
import { QuestionSet, expectedOf } from "./question-set.ts";
import type { Expected } from "./types.ts";

/** A question as it is asked. */
export interface PlacedQuestion {
  readonly question: string;
  /** The project's first persona where neither question nor set names one. */
  readonly as: string | undefined;
  readonly language: string | undefined;
  readonly split: string | undefined;
  readonly expected: Expected;
  /** `questions/sales.yaml:12`. */
  readonly place: string;
}

export interface ReadSet extends Omit<QuestionSet, "questions"> {
  /** As shown: relative to where the command runs, where it lies below. */
  readonly file: string;
  readonly questions: readonly PlacedQuestion[];
}

const guide = "docs/guides/ask.md has the form";

export const questionFolder = (project: { readonly folder: string }): string => path.join(project.folder, "questions");

const isSet = (file: string): boolean => /\.ya?ml$/.test(file);

/**
 * Files that are meant: all of the folder, or those named as a file, a folder, or a name in it.
 *
 * @throws GantryError `not-found` where there are none
 */
export function setFiles(folder: string, named: readonly string[]): readonly string[] {
  const within = (place: string): string[] =>
    existsSync(place)
      ? readdirSync(place)
          .filter(isSet)
          .sort()
          .map((it) => path.join(place, it))
      : [];
  const remedy = `write one: ${path.join(folder, "NAME.yaml")}; ${guide}`;
  if (named.length === 0) {
    const files = within(folder);
    if (files.length === 0) throw new GantryError("not-found", `there are no question sets in ${folder}`, { remedy });
    return files;
  }
  return named.flatMap((word) => {
    const places = [path.resolve(word), path.join(folder, word), path.join(folder, `${word}.yaml`)];
    const place = places.find((it) => existsSync(it));
    const files = place === undefined ? [] : statSync(place).isDirectory() ? within(place) : [place];
    if (files.length > 0) return files;
    throw new GantryError("not-found", `there is no question set "${word}"`, { remedy });
  });
}

/** @throws GantryError `bad-config` naming file, line and what would mend it */
export function readSet(file: string): ReadSet {
  const lines = new LineCounter();
  const document = parseDocument(readFileSync(file, "utf8"), { lineCounter: lines, merge: true });
  const relative = path.relative(process.cwd(), file);
  const shown = relative.startsWith("..") ? file : relative;
  const lineOf = (at: readonly PropertyKey[]): number => lines.linePos(offsetOf(document, at)).line;
  const wrong = (line: number, what: string, remedy: string): GantryError =>
    new GantryError("bad-config", `${shown}:${line}: ${what}`, { remedy });
  const [broken] = document.errors;
  if (broken) throw wrong(lines.linePos(broken.pos[0]).line, broken.message.split("\n")[0] ?? "no YAML", guide);
  const parsed = QuestionSet.safeParse(document.toJS() ?? {});
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const at = issue?.path ?? [];
    // A question is named by its line; what is inside it by name.
    const name = at.filter((it, i) => typeof it === "string" && (it !== "questions" || i === at.length - 1)).join(".");
    throw wrong(
      lineOf(at),
      `${name === "" ? "" : `${name}: `}${issue?.message ?? "not of the form"}`,
      'a question is { question: "…", sql: "select …" }, or with rows, flow and input, refuse: true, or choices; ' +
        guide,
    );
  }
  const { questions, ...set } = parsed.data;
  return {
    ...set,
    file: shown,
    questions: questions.map((it, index) => {
      const as = it.as ?? set.as;
      const half = set.halves === undefined ? undefined : halfOf(as ?? "", it.question, set.halves);
      return {
        question: it.question,
        as,
        language: it.language ?? set.language,
        split: it.split ?? half,
        expected: expectedOf(it, set),
        place: `${shown}:${lineOf(["questions", index])}`,
      };
    }),
  };
}

/** Where a path of the document stands, or the nearest thing around it. */
function offsetOf(document: Document, at: readonly PropertyKey[]): number {
  for (let length = at.length; length > 0; length -= 1) {
    const node = document.getIn(at.slice(0, length), true);
    if (isNode(node)) return node.range[0];
  }
  return isCollection(document.contents) ? (document.contents.range?.[0] ?? 0) : 0;
}

const isNode = (node: unknown): node is { readonly range: readonly [number, number, number] } =>
  typeof node === "object" && node !== null && "range" in node && Array.isArray(node.range);
