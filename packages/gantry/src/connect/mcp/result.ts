// A reply as texts: what is none of them is told of and left out.
import type { CallToolResult } from "@modelcontextprotocol/client";
import type { ToolResult } from "../kit/index.ts";

type Content = CallToolResult["content"][number];

const textOf = (content: Content): string | undefined => {
  if (content.type === "text") return content.text;
  return content.type === "resource" && "text" in content.resource ? content.resource.text : undefined;
};

/** What stands in texts alone; the data beside them where there are none. */
const textsOf = ({ content, structuredContent }: CallToolResult): readonly string[] => {
  const texts = content.flatMap((it) => textOf(it) ?? []);
  return texts.length > 0 || structuredContent === undefined ? texts : [JSON.stringify(structuredContent)];
};

/** @param most characters of all texts together; undefined of `reply`: the server turned the call down */
export function resultOf(reply: CallToolResult | undefined, most: number): ToolResult {
  if (reply === undefined || reply.isError === true) return { texts: [], notes: [], failed: true };
  const kept: string[] = [];
  let left = most;
  for (const text of textsOf(reply)) {
    if (left <= 0) break;
    // Not in the middle of a character of two.
    kept.push(text.slice(0, left).replace(/[\uD800-\uDBFF]$/, ""));
    left -= text.length;
  }
  const others = reply.content.filter((it) => textOf(it) === undefined).length;
  return {
    texts: kept,
    notes: [
      ...(left < 0 ? [`The reply was cut after ${most} characters.`] : []),
      ...(others > 0 ? [`${others} of its parts are no text, and were left out.`] : []),
    ],
    failed: false,
  };
}
