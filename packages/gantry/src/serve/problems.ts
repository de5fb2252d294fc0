// Every error leaves as a problem document (RFC 9457); what we did not throw on purpose leaves as "internal", without its text.
import { GantryError } from "@gantry/contract";
import type { Problem } from "@gantry/contract";
import type { FastifyError, FastifyInstance, FastifyReply } from "fastify";
import { z } from "zod";
import { tellIfAway } from "../store/index.ts";

export function useProblems(server: FastifyInstance, report: (error: unknown, request: string) => void): void {
  server.setErrorHandler((error: FastifyError, request, reply) => {
    const known = toGantryError(error);
    if (known.code === "unavailable" && !reply.hasHeader("retry-after")) reply.header("retry-after", "1");
    if (known.code === "internal") report(error, request.id);
    return sendProblem(reply, known.toProblem());
  });
  server.setNotFoundHandler((request, reply) =>
    sendProblem(
      reply,
      new GantryError("not-found", `there is nothing at ${request.method} ${request.url.split("?")[0]}`).toProblem(),
    ),
  );
}

export function sendProblem(reply: FastifyReply, problem: Problem): FastifyReply {
  if (problem.code === "unauthenticated" || problem.code === "token-expired") {
    reply.header("www-authenticate", problem.code === "token-expired" ? 'Bearer error="invalid_token"' : "Bearer");
  }
  return reply.status(problem.status).type("application/problem+json").send(problem);
}

/** Ours as it is; a request that does not fit as `bad-request`; all else as `internal`, without its text. */
export function toGantryError(thrown: unknown): GantryError {
  // Fastify's own errors carry a status; what is none has no such field.
  const error = tellIfAway(thrown) as FastifyError | GantryError; // the same, or one of ours
  if (error instanceof GantryError) return error;
  if (error instanceof z.ZodError) {
    const issues = error.issues.map((issue) => `${issue.path.join(".") || "body"}: ${issue.message}`);
    return new GantryError("bad-request", issues.join("; "));
  }
  if (error.statusCode === 413) return new GantryError("too-large", "the body is larger than this route takes");
  if (error.statusCode === 415)
    return new GantryError("unsupported-media-type", "this takes JSON", {
      remedy: "send it with content-type application/json",
    });
  if (error.statusCode !== undefined && error.statusCode >= 400 && error.statusCode < 500) {
    return new GantryError(
      "bad-request",
      "the request could not be read: send JSON with content-type application/json",
    );
  }
  return new GantryError("internal", "something went wrong on our side; the log has it under this request's id", {
    cause: error,
  });
}
