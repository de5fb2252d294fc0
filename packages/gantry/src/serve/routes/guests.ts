// /api/guest/…: what a guest keeps of the row that it works on. Nobody else gets in, and it gets in nowhere else but to /v1.
import { GantryError, GuestCheckpoint, GuestQuery, GuestWrites } from "@gantry/contract";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { Guests, KnownGuest } from "../../guest/index.ts";
import type { Access } from "../access.ts";

/** States of a graph carry all that it has read. */
const bodyLimit = 16 * 1_048_576;

export function guestRoutes(server: FastifyInstance, guests: Guests, access: Access): void {
  const known = async (request: FastifyRequest, reply: FastifyReply): Promise<KnownGuest> => {
    const guest = await access.guest(request, reply);
    if (guest !== undefined) return guest;
    throw new GantryError("unauthenticated", "this is for guests that work on a row", {
      remedy: "send the token of the request as a bearer token",
    });
  };
  server.put("/api/guest/checkpoints", { bodyLimit }, async (request, reply) => {
    const guest = await known(request, reply);
    await guests.keepCheckpoint(guest, GuestCheckpoint.parse(request.body));
    return reply.status(204).send();
  });
  server.put("/api/guest/writes", { bodyLimit }, async (request, reply) => {
    const guest = await known(request, reply);
    await guests.keepWrites(guest, GuestWrites.parse(request.body));
    return reply.status(204).send();
  });
  server.get("/api/guest/checkpoints", async (request, reply) => {
    const guest = await known(request, reply);
    return guests.checkpoints(guest, GuestQuery.parse(request.query));
  });
  server.delete<{ Params: { thread: string } }>("/api/guest/threads/:thread", async (request, reply) => {
    const guest = await known(request, reply);
    await guests.forget(guest, request.params.thread);
    return reply.status(204).send();
  });
}
