// Errors in the form that OpenAI's clients read. Under `/v1` no problem document ever leaves.
import { GantryError } from "@gantry/contract";
import type { ProblemCode } from "@gantry/contract";
import type { FastifyReply } from "fastify";

/** OpenAI's word for a code, where its clients know one. */
const codes: Readonly<Partial<Record<ProblemCode, string>>> = {
  unauthenticated: "invalid_api_key",
  "token-expired": "invalid_api_key",
  "not-found": "model_not_found",
  "rate-limited": "rate_limit_exceeded",
  "budget-exceeded": "insufficient_quota",
};

const typeOf = (status: number): string => {
  if (status === 401) return "authentication_error";
  if (status === 403) return "permission_error";
  if (status === 429) return "rate_limit_error";
  return status < 500 ? "invalid_request_error" : "server_error";
};

export const openAiError = (error: GantryError): { readonly error: object } => ({
  error: {
    message: error.remedy === undefined ? error.message : `${error.message}; ${error.remedy}`,
    type: typeOf(error.status),
    param: error.where?.["param"] ?? null,
    code: codes[error.code] ?? error.code,
  },
});

/** Sends it; the client is told not to try again what has been tried again here. */
export const sendOpenAiError = (reply: FastifyReply, error: GantryError): FastifyReply => {
  if (error.status === 401) reply.header("www-authenticate", "Bearer");
  reply.header("x-should-retry", error.code === "rate-limited" ? "true" : "false");
  return reply.status(error.status).type("application/json").send(openAiError(error));
};
