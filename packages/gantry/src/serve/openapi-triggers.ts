// Operations on triggers, as OpenAPI tells of them (openapi.ts).
export const triggerOperations = [
  {
    method: "get",
    path: "/api/triggers",
    id: "listTriggers",
    summary: "What starts flows without anybody asking, and what came of it",
    reply: "TriggerView",
    list: true,
  },
  { method: "get", path: "/api/triggers/{name}", id: "trigger", summary: "A trigger", reply: "TriggerView" },
  {
    method: "post",
    path: "/api/triggers/{name}/pause",
    id: "pauseTrigger",
    summary: "Pause a trigger",
    reply: "TriggerView",
  },
  {
    method: "post",
    path: "/api/triggers/{name}/resume",
    id: "resumeTrigger",
    summary: "Let a trigger fire again",
    reply: "TriggerView",
  },
  {
    method: "post",
    path: "/api/triggers/{name}/fire",
    id: "fireTrigger",
    summary: "Fire a trigger by hand, with an event as it would come",
    body: "FireRequest",
    reply: "FiredView",
  },
  {
    method: "post",
    path: "/api/hooks/{name}",
    id: "deliver",
    summary: "A signed delivery to a webhook (docs/guides/triggers.md); it bears no token",
    reply: "FiredView",
  },
] as const;
