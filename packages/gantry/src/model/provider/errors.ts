// What went wrong with a call to a provider, as our own error: names the deployment, never a key, an address or a prompt.
import { AISDKError, APICallError } from "@ai-sdk/provider";
import { GantryError } from "@gantry/contract";

interface Refusal {
  readonly why: string;
  readonly remedy: string;
}

const refusals: Readonly<Record<number, Refusal>> = {
  400: { why: "says the request is malformed (400)", remedy: "check that the model supports chat with JSON output" },
  401: { why: "rejects the key (401)", remedy: "check the provider's key" },
  402: { why: "says the account has no credit (402)", remedy: "check the account at the provider" },
  403: { why: "denies access (403)", remedy: "check that the key may use this model" },
  404: { why: "does not know the model or the path (404)", remedy: "check GANTRY_MODEL and the base URL" },
  413: { why: "says the request is too large (413)", remedy: "send fewer or shorter facts" },
};

const test = "; then run `gantry model test`";

/** Seconds that the provider asks to wait, in milliseconds; null where it does not say. */
export const retryAfterOf = (error: unknown): number | null => {
  if (!APICallError.isInstance(error)) return null;
  const milliseconds = Number(error.responseHeaders?.["retry-after-ms"]);
  if (Number.isFinite(milliseconds)) return milliseconds;
  const seconds = Number(error.responseHeaders?.["retry-after"]);
  return Number.isFinite(seconds) ? seconds * 1000 : null;
};

/** Whether the provider turned the request down because of the JSON format asked for. */
export const isFormatRefused = (error: unknown): boolean =>
  APICallError.isInstance(error) &&
  (error.statusCode === 400 || error.statusCode === 422) &&
  /response_format|json_schema|json_object|output_config|structured/i.test(error.responseBody ?? "");

/**
 * An error of the SDK as ours. Retryable: 408, 409, 429, 5xx, no connection, time out.
 * The cause is left out on purpose: the SDK's errors carry the whole request.
 */
export const modelError = (error: unknown, deployment: string): GantryError => {
  if (error instanceof GantryError) return error;
  const where = { model: deployment };
  if (!AISDKError.isInstance(error))
    return new GantryError("internal", `the call to model "${deployment}" failed inside Gantry`, {
      where,
      cause: error,
    });
  if (!APICallError.isInstance(error))
    return new GantryError("model-unreachable", `model "${deployment}" answered in a form that is not its protocol`, {
      where,
      remedy: `check that its base URL speaks this provider's protocol${test}`,
    });
  const { statusCode } = error;
  if (statusCode === undefined)
    return new GantryError("model-unreachable", `model "${deployment}" can't be reached`, {
      where,
      retryable: true,
      remedy: `check its base URL and the network${test}`,
    });
  if (statusCode < 400)
    return new GantryError("model-unreachable", `model "${deployment}" answered in a form that is not its protocol`, {
      where,
      retryable: true,
      remedy: `check that its base URL speaks this provider's protocol${test}`,
    });
  if (statusCode === 429)
    return new GantryError("model-unreachable", `model "${deployment}" limits the rate of calls (429)`, {
      where,
      retryable: true,
      remedy: "try again later, or raise the limit at the provider",
    });
  if (statusCode >= 500 || statusCode === 408 || statusCode === 409)
    return new GantryError("model-unreachable", `model "${deployment}" fails (${statusCode})`, {
      where,
      retryable: true,
      remedy: "try again later, or configure another model",
    });
  const refusal = refusals[statusCode] ?? {
    why: `refuses the request (${statusCode})`,
    remedy: "check the model's settings",
  };
  return new GantryError("model-refused", `model "${deployment}" ${refusal.why}`, {
    where,
    remedy: refusal.remedy + test,
  });
};

export const timedOut = (deployment: string, milliseconds: number): GantryError =>
  new GantryError(
    "model-unreachable",
    `model "${deployment}" did not answer within ${Math.round(milliseconds / 1000)} s`,
    {
      where: { model: deployment },
      retryable: true,
      remedy: "try again later, or raise GANTRY_MODEL_TIMEOUT (seconds)",
    },
  );
