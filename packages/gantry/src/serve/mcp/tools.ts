// Flows as tools: one for each published flow that the caller may run, with its input as the flow declares it.
import { GantryError } from "@gantry/contract";
import type { Answer, Block } from "@gantry/contract";
import type { CallToolResult, Tool } from "@modelcontextprotocol/server";
import type { FlowDocument } from "../../flow/index.ts";
import { inputSchema } from "../input-schema.ts";

const hasEffects = ({ steps }: FlowDocument): boolean => Object.values(steps).some((it) => it.kind === "act");

/** An argument beside the flow's own input, of flows whose answer shows charts: who has no use for pictures pays for none. */
const asked = "pictures";

const mayAsk = ({ answer, input }: FlowDocument): boolean =>
  input[asked] === undefined && answer.some((it) => it.kind === "chart");

/** What a call gives the flow, and whether it asks for the charts as pictures. */
export function argumentsOf(
  document: FlowDocument,
  given: Readonly<Record<string, unknown>>,
): { readonly input: Readonly<Record<string, unknown>>; readonly pictures: boolean } {
  if (!mayAsk(document)) return { input: given, pictures: false };
  const { [asked]: wanted, ...input } = given;
  return { input, pictures: wanted === true };
}

function argumentSchema(document: FlowDocument): Record<string, unknown> {
  const schema = inputSchema(document);
  if (!mayAsk(document)) return schema;
  const pictures = { type: "boolean", default: false, description: "Whether to give the charts as pictures too (PNG)" };
  return { ...schema, properties: { ...Object(schema["properties"]), [asked]: pictures } };
}

/** A flow only proposes what a person then lets go, so no tool here destroys anything. */
export const toolOf = (document: FlowDocument): Tool => ({
  name: document.name,
  title: document.title,
  description: [
    `${document.title}: answers questions like "${document.asks[0] ?? document.title}".`,
    hasEffects(document)
      ? "What it would send or write waits until a person has decided on it; this tool can't decide."
      : "It only reads.",
  ].join(" "),
  inputSchema: argumentSchema(document) as Tool["inputSchema"], // JSON Schema of an object
  annotations: { readOnlyHint: !hasEffects(document), destructiveHint: false, openWorldHint: false },
});

/** Pictures go beside the data, not within it. */
const dataOf = (block: Block): Record<string, unknown> =>
  block.kind === "images"
    ? { ...block, images: block.images.map(({ title, mediaType, composed }) => ({ title, mediaType, composed })) }
    : { ...block };

/** How many rows of it wait for a person. */
const waitingIn = ({ blocks }: Answer): number =>
  blocks
    .flatMap((it) => {
      if (it.kind === "drafts") return it.drafts.map(({ state }) => state);
      return it.kind === "actions" ? it.actions.map(({ state }) => state) : [];
    })
    .filter((state) => state === "pending").length;

/**
 * The answer as this caller may see it, as structured content with its receipt; what waits is pointed to.
 *
 * @param base where the house is reached: `http://localhost:4400`
 * @param charts its charts as PNG, where they were asked for
 */
export function resultOf(answer: Answer, base: string, charts: readonly Buffer[] = []): CallToolResult {
  const { run, status, interpretation, blocks, coverage, receipt, problem } = answer;
  const waiting = waitingIn(answer);
  const place = `${base}/#/runs/${run}`;
  const pointer = waiting === 0 ? [] : [`${waiting} of what it proposes wait for a person to decide, at ${place}`];
  const text = [
    interpretation.text,
    ...blocks.flatMap((it) => (it.kind === "text" ? [it.text] : [])),
    ...coverage,
    ...pointer,
    `What left: ${receipt.summary}`,
    ...(status === "running" ? [`It is still being worked on; the answer will be at ${place}`] : []),
  ].join("\n");
  const pictures = blocks.flatMap((it) => (it.kind === "images" ? it.images : []));
  return {
    content: [
      { type: "text", text },
      ...pictures
        .filter((it) => /^image\/(png|jpeg|webp)$/.test(it.mediaType))
        .map(({ data, mediaType }) => ({ type: "image" as const, data, mimeType: mediaType })),
      ...charts.map((png) => ({ type: "image" as const, data: png.toString("base64"), mimeType: "image/png" })),
    ],
    structuredContent: {
      run,
      status,
      interpretation,
      blocks: blocks.map(dataOf),
      coverage,
      receipt,
      ...(waiting === 0 ? {} : { approvals: { waiting, at: place } }),
      ...(problem === undefined ? {} : { problem }),
    },
    ...(problem === undefined ? {} : { isError: true }),
  };
}

/** An error as a tool's result: what is wrong, where, and what mends it; never more. */
export function failureOf(error: unknown): CallToolResult {
  const told =
    error instanceof GantryError ? error : new GantryError("internal", "something went wrong", { cause: error });
  const problem = told.toProblem();
  const text = [problem.detail, problem.remedy].filter((it) => it !== undefined && it !== null).join("\n");
  return { content: [{ type: "text", text }], structuredContent: { problem }, isError: true };
}
