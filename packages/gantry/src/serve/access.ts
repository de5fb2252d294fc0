// Ties each request to its caller, limits it, and asks the policy.
import { GantryError } from "@gantry/contract";
import type { FastifyReply, FastifyRequest } from "fastify";
import { passIn } from "../guest/index.ts";
import type { Guests, KnownGuest } from "../guest/index.ts";
import { may } from "../policy/index.ts";
import type { Caller, Permission, Policy } from "../policy/index.ts";
import type { Authenticate } from "./authenticate.ts";
import type { TakeToken } from "./limit.ts";

export interface Access {
  /** The caller of a request, within his limit. Throws `unauthenticated`, `token-expired`, `rate-limited`. */
  caller(request: FastifyRequest, reply: FastifyReply): Promise<Caller>;
  /** The same, and the policy must grant the permission. Throws `forbidden` naming it. */
  allowed(request: FastifyRequest, reply: FastifyReply, permission: Permission): Promise<Caller>;
  /**
   * A guest that calls back for the row it works on; undefined for anybody else. Each row has a limit of its own.
   * Throws `unauthenticated`, `token-expired`, `expired`, `rate-limited`.
   */
  guest(request: FastifyRequest, reply: FastifyReply): Promise<KnownGuest | undefined>;
}

/** What a way in tells of the surface, whatever the token is for. */
const doorOf = ({ url }: FastifyRequest): string | undefined => /^\/(mcp|v1)(?![^/?])/.exec(url)?.[1];

export function createAccess(
  authenticate: Authenticate,
  take: TakeToken,
  policy: Policy,
  guests?: Pick<Guests, "open">,
): Access {
  const caller: Access["caller"] = async (request, reply) => {
    const found = await authenticate(request.headers.authorization);
    await take(found.subject, reply);
    if (found.via !== "issuer") return found;
    const surface = doorOf(request) ?? found.surface;
    // The caller's own word can only take from what he may do and see.
    const said = request.headers["x-gantry-surface"];
    const isOther = typeof said === "string" && /^[a-z-]{1,32}$/.test(said) && said !== surface;
    return { ...found, surface, ...(isOther ? { narrowedTo: said } : {}) };
  };
  return {
    caller,
    async allowed(request, reply, permission) {
      const found = await caller(request, reply);
      requirePermission(policy, found, permission);
      return found;
    },
    async guest(request, reply) {
      const pass = passIn(request.headers.authorization);
      if (pass === undefined || guests === undefined) return undefined;
      const guest = await guests.open(pass);
      await take(`guest:${guest.run}/${guest.step}/${guest.row}`, reply);
      return guest;
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
