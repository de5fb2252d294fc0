// Tools of somebody else's server that only read, as a company lets them be called: what the checker, the guard and a step
// know of one.
import type { Zone } from "@gantry/contract";
import type { Label } from "../../catalog/index.ts";

/** What came of a call. */
export interface ToolResult {
  /** Texts of the reply, as the server wrote them, within the tool's limit. */
  readonly texts: readonly string[];
  /** What is to be said of it in the house's own words: that it was cut, that a picture was left out. */
  readonly notes: readonly string[];
  /** The tool says that it failed; it has no texts then, since what an outsider writes of an error is his text too. */
  readonly failed: boolean;
}

export interface Tool {
  readonly server: string;
  readonly name: string;
  readonly zone: Zone;
  /** What its results are. */
  readonly labels: readonly Label[];
  /** In the words of the company, or those of its maker that were agreed to. */
  readonly description: string;
  /** JSON Schema of an object: its arguments. */
  readonly input: Readonly<Record<string, unknown>>;
  /** US dollars a call. */
  readonly price: number;
  /** Where arguments don't fit its schema, by path; none where they do. */
  unfit(values: Readonly<Record<string, unknown>>): readonly string[];
  /**
   * Looks whether the tool is still what was agreed, then calls it.
   *
   * @throws GantryError `source-drifted` where it is not, `source-unreachable`, `source-timeout`, `source-refused`, `cancelled`
   */
  call(values: Readonly<Record<string, unknown>>, signal: AbortSignal): Promise<ToolResult>;
}

/** Why a tool may not be called. */
export interface ToolRefusal {
  readonly code: "unknown-tool" | "tool-not-agreed" | "tool-may-write";
  readonly refused: string;
  readonly remedy: string;
}

/** A tool by server and name, or why it may not be called. */
export type FindTool = (server: string, tool: string) => Tool | ToolRefusal;

/** How a tool is called by a model, and named as a destination and in the ledger. */
export const toolPath = ({ server, name }: Pick<Tool, "server" | "name">): string => `${server}/${name}`;
