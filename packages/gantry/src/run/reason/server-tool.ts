// A tool `mcp:SERVER/TOOL`: somebody else's, called through the guard with what the model wrote. What it gives is an outsider's
// text unless the configuration says otherwise.
import { GantryError } from "@gantry/contract";
import type { ProblemCode } from "@gantry/contract";
import { z } from "zod";
import { toolColumn } from "../../flow/index.ts";
import { withoutTokens } from "../../guard/index.ts";
import type { ModelEgress, ToolEgress } from "../../guard/index.ts";
import type { Work } from "../house.ts";
import type { Came, Said } from "./turns.ts";

const Arguments = z.record(z.string(), z.json());

/** Errors that other arguments may mend; any other ends the try. */
const mendable = new Set<ProblemCode>(["policy-breach", "bad-input", "unsupported"]);

export interface ServerCall {
  readonly server: string;
  readonly tool: string;
  /** A JSON object, as the model wrote it. */
  readonly call: string;
  readonly said: Said;
}

/** @param egress all that the model was shown so far */
export async function callServerTool(
  { house }: Work,
  { server, tool: name, call, said }: ServerCall,
  egress: ModelEgress,
): Promise<Came> {
  const tool = house.tools?.(server, name);
  if (tool === undefined) return { kind: "error", message: "there are no tool servers" };
  if ("refused" in tool) return { kind: "error", message: tool.refused };
  const given = argumentsIn(call);
  if (given === undefined) return { kind: "error", message: "call is no JSON object" };
  const { tokens = {}, labels = {} } = said;
  // Out of JSON: cells.
  const asked = { ...egress, tool, arguments: given as ToolEgress["arguments"], tokens, labels };
  try {
    const { texts, notes, failed } = await house.guard.tool(asked);
    const cost = tool.price === 0 ? {} : { cost: tool.price };
    if (failed) return { kind: "error", message: "the tool says that it failed", ...cost };
    const column = toolColumn(tool.labels, "text");
    return {
      kind: "rows",
      shape: { columns: [column], control: [] },
      relation: {
        columns: [{ name: column.name, type: column.type }],
        rows: texts.map((text) => ({ [column.name]: withoutTokens(text) })),
      },
      total: texts.length,
      scans: [],
      notes,
      ...cost,
      closes: texts.length > 0 && !column.endorsed,
    };
  } catch (error) {
    if (!(error instanceof GantryError) || !mendable.has(error.code)) throw error;
    return { kind: "error", message: error.message };
  }
}

function argumentsIn(text: string): z.infer<typeof Arguments> | undefined {
  try {
    return Arguments.safeParse(JSON.parse(text === "" ? "{}" : text)).data;
  } catch {
    return undefined;
  }
}
