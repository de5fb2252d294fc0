// Ties each request to its caller, limits it, and asks the policy.
import { GantryError } from "@gantry/contract";
import type { FastifyReply, FastifyRequest } from "fastify";
import { may } from "../policy/index.ts";
import type { Caller, Permission, Policy } from "../policy/index.ts";
import type { Authenticate } from "./authenticate.ts";
import type { TakeToken } from "./limit.ts";

export interface Access {
  /** The caller of a request, within his limit. Throws `unauthenticated`, `token-expired`, `rate-limited`. */
  caller(request: FastifyRequest, reply: FastifyReply): Promise<Caller>;
  /** The same, and the policy must grant the permission. Throws `forbidden` naming it. */
  allowed(request: FastifyRequest, reply: FastifyReply, permission: Permission): Promise<Caller>;
}

/** @param saw told of each caller, whose rights are those of her newest token */
export function createAccess(
  authenticate: Authenticate,
  take: TakeToken,
  policy: Policy,
  saw: (caller: Caller) => Promise<void> = async () => undefined,
): Access {
  const caller: Access["caller"] = async (request, reply) => {
    const found = await authenticate(request.headers.authorization);
    await take(found.subject, reply);
    await saw(found);
    const surface = request.headers["x-gantry-surface"];
    return found.via === "issuer" && typeof surface === "string" && /^[a-z-]{1,32}$/.test(surface)
      ? { ...found, surface }
      : found;
  };
  return {
    caller,
    async allowed(request, reply, permission) {
      const found = await caller(request, reply);
      requirePermission(policy, found, permission);
      return found;
    },
  };
}

export function requirePermission(policy: Policy, caller: Caller, permission: Permission): void {
  if (may(policy, caller, permission)) return;
  throw new GantryError(
    "forbidden",
    `the policy does not grant "${permission}" to the roles ${caller.roles.join(", ") || "(none)"}`,
    {
      remedy: "sign in with another role, or have an administrator add the permission to the policy",
    },
  );
}
