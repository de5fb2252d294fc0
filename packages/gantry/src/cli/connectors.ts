// The connectors that a catalog can name.
import type { ConnectorFactory } from "../connect/kit/index.ts";
export { createTools, differences, schemaOf, ToolsLock, withServer, addressesOf } from "../connect/mcp/index.ts";
export type { AgreedTool, ToolsDocument } from "../connect/mcp/index.ts";
import { files } from "../connect/files/index.ts";
import { odata } from "../connect/odata/index.ts";
import { postgres } from "../connect/postgres/index.ts";
import { salesforce } from "../connect/salesforce/index.ts";
import { smtp } from "../connect/smtp/index.ts";
import { documentsConnectorOf } from "../retrieve/index.ts";

/** By the name that a catalog gives. */
export const connectors: Readonly<Record<string, ConnectorFactory>> = {
  // A server's own reads its index.
  documents: documentsConnectorOf(undefined),
  files,
  odata,
  postgres,
  salesforce,
  smtp,
};
