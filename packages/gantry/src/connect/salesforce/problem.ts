// Salesforce's own errors (`[{errorCode, message}]`) in our words. Their messages quote the query, so they stay out.
import type { GantryError } from "@gantry/contract";
import {
  drifted,
  isRecord,
  rateLimited,
  refused,
  timedOut,
  tryJson,
  type HttpReply,
  type Place,
} from "../kit/index.ts";

/** The first error's code and message; empty texts when the reply has another shape. */
export const errorOf = (reply: HttpReply): { readonly code: string; readonly message: string } => {
  const body = tryJson(reply.text);
  const first: unknown = Array.isArray(body) ? body[0] : body;
  if (!isRecord(first)) return { code: "", message: "" };
  const { errorCode, message } = first;
  return { code: typeof errorCode === "string" ? errorCode : "", message: typeof message === "string" ? message : "" };
};

// Names of the schema, never values: the field after "No such column", nothing else of the message.
const columnIn = (message: string): string => /No such column '(\w+)'/.exec(message)?.[1] ?? "a column";

/** What a reply of 400 and above means. */
export const problemOf = (reply: HttpReply, place: Place): GantryError | undefined => {
  const { code, message } = errorOf(reply);
  switch (code) {
    case "INVALID_FIELD":
      return drifted(place, `it has no ${columnIn(message)}, or hides it from its user`);
    case "INVALID_TYPE":
    case "NOT_FOUND":
      return drifted(place, "the object is gone, or hidden from its user");
    case "REQUEST_LIMIT_EXCEEDED":
      return rateLimited(place);
    case "QUERY_TIMEOUT":
    case "INVALID_QUERY_LOCATOR":
      return timedOut(place, code);
    case "":
      return undefined;
    default:
      return refused(place, /^[A-Z0-9_]{1,80}$/.test(code) ? code : `it answers ${reply.status}`);
  }
};
