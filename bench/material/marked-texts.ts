// Texts with marked personal data that lie outside the project: for measuring the masking, never copied in here.
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";

export interface MarkedText {
  readonly text: string;
  /** Which template the text was made from; its place in the file where the file doesn't say. */
  readonly template: number;
  readonly spans: readonly { readonly type: string; readonly start: number; readonly end: number }[];
}

/** As data sets of this kind write a span. */
interface StoredSpan {
  readonly entity_type?: string;
  readonly label?: string;
  readonly start_position?: number;
  readonly start?: number;
  readonly end_position?: number;
  readonly end?: number;
}

const developmentSet = "presidio-generated-large.json";

/**
 * The file to measure on: the one named by argument, else `GANTRY_MASKING_DATA`, else the development set in
 * `GANTRY_SHARED` or in `shared/data` beside or above the project's folder. Null when none of them is there.
 */
export const markedTextsFile = (named: string | undefined): string | null => {
  const root = path.resolve(import.meta.dirname, "../..");
  const given = named ?? process.env["GANTRY_MASKING_DATA"];
  const candidates =
    given === undefined
      ? [process.env["GANTRY_SHARED"], path.join(root, "../shared/data"), path.join(root, "../../shared/data")]
          .filter((folder) => folder !== undefined)
          .map((folder) => path.join(folder, developmentSet))
      : [path.resolve(given)];
  return candidates.find((each) => existsSync(each)) ?? null;
};

/** Whether a file is the set that the masking was developed on: half of its templates were looked at while it was written. */
export const isDevelopmentSet = (file: string): boolean => path.basename(file) === developmentSet;

/**
 * Reads a list of `{full_text, template_id?, spans: [{entity_type, start_position, end_position}]}` (`text`, `label`,
 * `start` and `end` are read too); offsets there count code points, here UTF-16 units. Throws on any other shape.
 */
export const readMarkedTexts = (file: string): readonly MarkedText[] => {
  const stored: unknown = JSON.parse(readFileSync(file, "utf8"));
  if (!Array.isArray(stored)) throw new TypeError(`${path.basename(file)} holds no list of marked texts`);
  return stored.map((each: unknown, index): MarkedText => {
    // Checked member by member below.
    const record = each as { full_text?: string; text?: string; template_id?: number; spans?: readonly StoredSpan[] };
    const text = record.full_text ?? record.text;
    if (typeof text !== "string" || !Array.isArray(record.spans))
      throw new TypeError(`${path.basename(file)}, text ${index + 1}: no \`full_text\` with \`spans\``);
    const offsets: number[] = [];
    for (let at = 0; at < text.length; at += (text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1) offsets.push(at);
    const at = (position: number | undefined): number => {
      if (position === undefined)
        throw new TypeError(`${path.basename(file)}, text ${index + 1}: a span without its ends`);
      return offsets[position] ?? text.length;
    };
    return {
      text,
      template: record.template_id ?? index,
      spans: record.spans.map((span: StoredSpan) => ({
        type: span.entity_type ?? span.label ?? "unnamed",
        start: at(span.start_position ?? span.start),
        end: at(span.end_position ?? span.end),
      })),
    };
  });
};
