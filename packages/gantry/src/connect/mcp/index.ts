export { defineTools, type ToolsDefinition, type ToolsDocument } from "./document.ts";
export { withServer } from "./exchange.ts";
export { differences, ToolsLock, type AgreedTool } from "./lock.ts";
export { addressesOf, createTools, schemaOf } from "./tools.ts";
