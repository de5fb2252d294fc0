// Problem details (RFC 9457) and the closed list of codes that every error of Gantry carries.
import { z } from "zod";

/** Every code an error may carry, with the HTTP status and the CLI exit code it maps to. */
export const problemCodes = {
  "bad-request": { status: 400, exit: 2 },
  "too-large": { status: 413, exit: 2 },
  "unsupported-media-type": { status: 415, exit: 2 },
  "bad-input": { status: 400, exit: 2 },
  "bad-sql": { status: 400, exit: 2 },
  "bad-flow": { status: 400, exit: 2 },
  "bad-config": { status: 500, exit: 2 },
  unauthenticated: { status: 401, exit: 3 },
  "token-expired": { status: 401, exit: 3 },
  forbidden: { status: 403, exit: 3 },
  "not-found": { status: 404, exit: 4 },
  conflict: { status: 409, exit: 5 },
  "already-decided": { status: 409, exit: 5 },
  "content-changed": { status: 409, exit: 5 },
  expired: { status: 410, exit: 5 },
  "not-understood": { status: 422, exit: 6 },
  "policy-breach": { status: 422, exit: 7 },
  "answer-rejected": { status: 502, exit: 7 },
  "budget-exceeded": { status: 429, exit: 8 },
  "rate-limited": { status: 429, exit: 8 },
  "source-unreachable": { status: 502, exit: 9 },
  "source-refused": { status: 502, exit: 9 },
  "source-drifted": { status: 502, exit: 9 },
  "source-timeout": { status: 504, exit: 9 },
  "model-unreachable": { status: 502, exit: 10 },
  "model-refused": { status: 502, exit: 10 },
  "query-failed": { status: 500, exit: 1 },
  "out-of-memory": { status: 507, exit: 1 },
  unavailable: { status: 503, exit: 9 },
  cancelled: { status: 499, exit: 130 },
  unsupported: { status: 501, exit: 2 },
  internal: { status: 500, exit: 1 },
} as const satisfies Record<string, { status: number; exit: number }>;

export type ProblemCode = keyof typeof problemCodes;

const codes = Object.keys(problemCodes) as [ProblemCode, ...ProblemCode[]];

/** A question that would work where another was not understood, or could mean several things. */
export const Choice = z.object({ title: z.string(), question: z.string() });
export type Choice = z.infer<typeof Choice>;

/** RFC 9457 problem document. `code` is stable; `detail` is safe to show: it never holds a value of the data. */
export const Problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  code: z.enum(codes),
  detail: z.string(),
  remedy: z.string().optional(),
  retryable: z.boolean(),
  /** Where it happened: source, table, step, run … names only. */
  where: z.record(z.string(), z.string()).optional(),
  /** What can be asked instead; a question may repeat what the asker wrote. */
  choices: z.array(Choice).optional(),
});
export type Problem = z.infer<typeof Problem>;

export interface GantryErrorOptions {
  /** The command, line or change that would mend it. */
  readonly remedy?: string | undefined;
  /** Names (never values) of the source, table, step … concerned. */
  readonly where?: Readonly<Record<string, string>> | undefined;
  /** Whether trying the same again may succeed. Default: false; a terminal error is never retried. */
  readonly retryable?: boolean | undefined;
  /** Seconds before which trying again is of no use, where a system has said so. */
  readonly retryAfter?: number | undefined;
  /** Questions that would work instead. */
  readonly choices?: readonly Choice[] | undefined;
  readonly cause?: unknown;
}

/**
 * The base of every error that Gantry throws on purpose. Its message is public: what was wrong, where, never a value.
 *
 * @example
 * throw new GantryError("source-unreachable", 'source "crm" does not answer at its configured address', {
 *   where: { source: "crm" }, retryable: true, remedy: "check its address with `gantry systems`",
 * });
 */
export class GantryError extends Error {
  readonly code: ProblemCode;
  readonly remedy: string | undefined;
  readonly where: Readonly<Record<string, string>> | undefined;
  readonly retryable: boolean;
  readonly retryAfter: number | undefined;
  readonly choices: readonly Choice[] | undefined;

  constructor(code: ProblemCode, message: string, options: GantryErrorOptions = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = "GantryError";
    this.code = code;
    this.remedy = options.remedy;
    this.where = options.where;
    this.retryable = options.retryable ?? false;
    this.retryAfter = options.retryAfter;
    this.choices = options.choices;
  }

  /** HTTP status that belongs to the code. */
  get status(): number {
    return problemCodes[this.code].status;
  }

  /** Process exit code that belongs to the code. */
  get exit(): number {
    return problemCodes[this.code].exit;
  }

  /** The same error at more places; those that it names already stay. */
  at(where: Readonly<Record<string, string>>): GantryError {
    const { code, message, remedy, retryable, retryAfter, choices } = this;
    return new GantryError(code, message, {
      remedy,
      retryable,
      retryAfter,
      choices,
      where: { ...where, ...this.where },
      cause: this,
    });
  }

  toProblem(): Problem {
    return {
      type: `urn:gantry:problem:${this.code}`,
      title: this.code.replaceAll("-", " "),
      status: this.status,
      code: this.code,
      detail: this.message,
      retryable: this.retryable,
      ...(this.remedy === undefined ? {} : { remedy: this.remedy }),
      ...(this.where === undefined ? {} : { where: { ...this.where } }),
      ...(this.choices === undefined ? {} : { choices: [...this.choices] }),
    };
  }
}

/** A problem back into the error it came from (what a client throws). */
export const errorFromProblem = (problem: Problem): GantryError =>
  new GantryError(problem.code, problem.detail, {
    remedy: problem.remedy,
    where: problem.where,
    retryable: problem.retryable,
    choices: problem.choices,
  });
