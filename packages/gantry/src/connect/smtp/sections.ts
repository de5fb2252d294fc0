// What a letter shows beside its text: cards with pictures, and small tables. Plain data; how it looks is ours.
import { GantryError } from "@gantry/contract";
import { z } from "zod";

/** Days in it ("2026-11-16") are written out in the letter's language. */
const Text = z.string().max(500);

const Card = z.strictObject({
  title: Text,
  text: Text.nullish(),
  note: Text.nullish(),
  /** `data:image/png;base64,…` or JPEG: mail readers show no others everywhere. */
  picture: z
    .string()
    .max(2_000_000)
    .regex(/^data:image\/(?:png|jpeg);base64,[\w+/=-]+$/, "is no PNG or JPEG")
    .nullish(),
});

const Section = z.union([
  z.strictObject({ title: Text, cards: z.array(Card).min(1).max(12) }),
  z.strictObject({
    title: Text,
    columns: z.array(Text).min(1).max(6),
    rows: z.array(z.array(Text.nullable())).min(1).max(40),
    note: Text.nullish(),
  }),
]);

const Sections = z.array(Section).max(6);
export type Section = z.infer<typeof Section>;

/**
 * Sections out of an action's field.
 *
 * @throws GantryError `bad-input` naming the place, never a value
 */
export const readSections = (text: string): readonly Section[] => {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw new GantryError("bad-input", '"sections" is no JSON');
  }
  const parsed = Sections.safeParse(json);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new GantryError(
    "bad-input",
    `"sections" has no such form: ${issue?.path.join(".") ?? ""}: ${issue?.code ?? ""}`,
    {
      remedy: "an array of {title, cards: [{title, text, note, picture}]} or {title, columns, rows, note}",
    },
  );
};
