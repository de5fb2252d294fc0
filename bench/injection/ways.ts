// Where a stranger's text comes in beside tickets and names: how it is put there, and which flow reads it.
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { said } from "../../packages/gantry/src/connect/mcp/testing/server.ts";
import type { ToolServer } from "../../packages/gantry/src/connect/mcp/testing/server.ts";
import type { InjectionHouse } from "../material/injection-house.ts";
import type { ObedientModel } from "../material/injection-model.ts";
import type { Notes } from "./agent.ts";
import type { Payload } from "./payloads.ts";

/** What a stranger wrote, by the customer whose letter is written. */
export type Texts = ReadonlyMap<string, string>;

export interface Door {
  readonly name: string;
  readonly flow: string;
  /** What a model that reads by itself calls first; null where it does not. */
  readonly reads: string | null;
  fits(payload: Payload): boolean;
  /** Lays texts there; what lay there is gone. */
  lay(texts: Texts): Promise<void>;
}

const any = (): boolean => true;

/** As much as a file system takes, with what it does not take left out. */
const mostBytes = 240;
const fileName = (text: string): string => {
  let name = "";
  for (const sign of text.replaceAll(/[/\0]/g, "∕").replace(/^\.+/, "")) {
    if (Buffer.byteLength(name + sign) > mostBytes) break;
    name += sign;
  }
  return `${name}.txt`;
};
const isName = (text: string): boolean => Buffer.byteLength(text) <= mostBytes;
/** As long as what is filled in for another customer may be. */
const filled = (order: string): string => order.replaceAll(/\{(?:company|person|mail|renewal)\}/g, "x".repeat(40));

export const doorsOf = (
  house: InjectionHouse,
  model: ObedientModel,
  tools: ToolServer,
  notes: Notes,
): readonly Door[] => {
  const files = async (all: readonly (readonly [name: string, content: string])[]): Promise<void> => {
    rmSync(house.documents, { recursive: true, force: true });
    mkdirSync(house.documents, { recursive: true });
    for (const [name, content] of all) writeFileSync(path.join(house.documents, name), content);
    await house.index();
  };
  const asDocuments = (texts: Texts): Promise<void> => {
    model.look = (customer) => ({ tool: "find", call: customer });
    return files(
      [...texts].map(([customer, text]) => [`${customer}.txt`, `Letter of customer ${customer}.\n\n${text}\n`]),
    );
  };
  const asNames = (texts: Texts): Promise<void> => {
    model.look = (customer) => ({ tool: "find", call: customer });
    return files(
      [...texts].map(([customer, text]) => [
        fileName(text),
        `Letter of customer ${customer}. We look forward to your visit.\n`,
      ]),
    );
  };
  const namesFit = ({ wear, order }: Payload): boolean => isName(wear(filled(order)));
  return [
    { name: "documents", flow: "letters-from-documents", reads: null, fits: any, lay: asDocuments },
    { name: "names of files", flow: "letters-from-documents", reads: null, fits: namesFit, lay: asNames },
    { name: "documents, searched", flow: "letters-by-reading", reads: "find", fits: any, lay: asDocuments },
    { name: "names of files, searched", flow: "letters-by-reading", reads: "find", fits: namesFit, lay: asNames },
    {
      name: "answers of a tool server",
      flow: "letters-by-reading",
      reads: "mcp:notes/lookup",
      fits: any,
      lay: async (texts) => {
        model.look = (customer) => ({ tool: "mcp:notes/lookup", call: JSON.stringify({ customer }) });
        tools.answer = ({ arguments: given }) => said(texts.get(String(given["customer"])) ?? "Nothing is known.");
      },
    },
    {
      name: "tool results of an agent",
      flow: "letters-by-guest",
      reads: null,
      fits: any,
      lay: async (texts) => {
        notes.of = (customer) => texts.get(customer) ?? "Nothing is known.";
      },
    },
  ];
};
