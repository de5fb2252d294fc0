// Texts with marked personal data that lie outside the project: for measuring the masking, never copied in here.
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";

export interface MarkedText {
  readonly text: string;
  /** Which template the text was made from: half of the templates were never looked at while the masking was written. */
  readonly template: number;
  readonly spans: readonly { readonly type: string; readonly start: number; readonly end: number }[];
}

interface Stored {
  readonly full_text: string;
  readonly template_id: number;
  readonly spans: readonly {
    readonly entity_type: string;
    readonly start_position: number;
    readonly end_position: number;
  }[];
}

/** Where shared data lies: `GANTRY_SHARED`, or `shared/data` beside or above the project's folder. Null when it lies nowhere. */
export const sharedData = (file: string): string | null => {
  const root = path.resolve(import.meta.dirname, "../..");
  const folders = [
    process.env["GANTRY_SHARED"],
    path.join(root, "../shared/data"),
    path.join(root, "../../shared/data"),
  ];
  const found = folders.filter((folder) => folder !== undefined).map((folder) => path.join(folder, file));
  return found.find((each) => existsSync(each)) ?? null;
};

/** Reads a list of `{full_text, template_id, spans}`; offsets there count code points, here UTF-16 units. */
export const readMarkedTexts = (file: string): readonly MarkedText[] => {
  // The data set's own documented shape; a file of another one fails at the first access.
  const stored = JSON.parse(readFileSync(file, "utf8")) as readonly Stored[];
  return stored.map(({ full_text: text, template_id: template, spans }) => {
    const offsets: number[] = [];
    for (let at = 0; at < text.length; at += (text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1) offsets.push(at);
    const at = (position: number): number => offsets[position] ?? text.length;
    return {
      text,
      template,
      spans: spans.map((span) => ({
        type: span.entity_type,
        start: at(span.start_position),
        end: at(span.end_position),
      })),
    };
  });
};
