// `builtin/rules` as a text model: writes from the phrasebook that a request names. Costs nothing, leaves nothing.
import { GantryError } from "@gantry/contract";
import { z } from "zod";
import type { Deployment, TextModel, TextRequest } from "../types.ts";
import type { ParsedPhrasebook } from "./phrasebook.ts";
import { writeLetter } from "./write.ts";

export const rulesDeployment: Deployment = {
  name: "builtin/rules",
  modality: "text",
  zone: "inside",
  region: "local",
  tasks: ["write", "plan"],
  price: { input: 0, output: 0 },
  maxInputTokens: 1_000_000,
};

const Field = z.object({ maxLength: z.number().optional() });
const Asked = z.object({ properties: z.object({ subject: Field, body: Field }).strict() });

const bookFor = (request: TextRequest, books: Readonly<Record<string, ParsedPhrasebook>>): ParsedPhrasebook => {
  const known = Object.keys(books).join(", ") || "none";
  if (request.phrasebook === undefined)
    throw new GantryError("unsupported", "builtin/rules writes from a phrasebook, and the step names none", {
      remedy: `give the step a \`phrasebook\` (configured: ${known}) or configure a language model (\`gantry model test\`)`,
    });
  const book = books[request.phrasebook];
  if (book === undefined)
    throw new GantryError("bad-flow", `no phrasebook "${request.phrasebook}"; configured: ${known}`);
  return book;
};

/** The writer by rule. A request it can't serve (no phrasebook, other fields than subject and body) is refused by name. */
export const rulesWriter = (books: Readonly<Record<string, ParsedPhrasebook>>): TextModel => ({
  deployment: rulesDeployment,
  generate: async (request) => {
    request.signal.throwIfAborted();
    const book = bookFor(request, books);
    const asked = Asked.safeParse(request.schema);
    if (!asked.success)
      throw new GantryError(
        "unsupported",
        "builtin/rules writes a subject and a body; the step asks for other fields",
        {
          remedy: "let the step's output be subject and body, or configure a language model (`gantry model test`)",
        },
      );
    const { subject, body } = asked.data.properties;
    const letter = writeLetter(book, request.facts, {
      subject: subject.maxLength ?? 200,
      body: body.maxLength ?? 10_000,
    });
    return {
      output: { subject: letter.subject, body: letter.body },
      arguments: letter.arguments,
      usage: { input: 0, output: 0, cost: 0 },
    };
  },
});
