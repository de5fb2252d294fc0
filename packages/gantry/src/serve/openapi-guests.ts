// What a guest keeps of the row that it works on, as OpenAPI tells of it (openapi.ts); its token is that of the row alone.
export const guestOperations = [
  {
    method: "put",
    path: "/api/guest/checkpoints",
    id: "keepCheckpoint",
    summary: "Keep a state of a guest's graph (docs/guides/guests.md); its token comes with what it is asked",
    body: "GuestCheckpoint",
    empty: true,
  },
  {
    method: "get",
    path: "/api/guest/checkpoints",
    id: "checkpoints",
    summary: "States that a guest has kept of its row, newest first, with the writes after each",
    query: {
      thread: { type: "string" },
      namespace: { type: "string" },
      id: { type: "string" },
      before: { type: "string" },
      limit: { type: "integer" },
    },
    reply: "GuestCheckpoints",
  },
  {
    method: "put",
    path: "/api/guest/writes",
    id: "keepWrites",
    summary: "Keep what tasks of a guest's graph wrote after a state of it",
    body: "GuestWrites",
    empty: true,
  },
  {
    method: "delete",
    path: "/api/guest/threads/{thread}",
    id: "forgetThread",
    summary: "Forget all that a guest has kept under a thread",
    empty: true,
  },
] as const;
