// Letters: each opens to its text, and to the decision where this user may take it.
import type { Draft, DraftsBlock } from "@gantry/contract";
import type { z } from "zod";
import { claimed } from "./claimed.ts";
import { make } from "./make.ts";
import { badge, decision } from "./decision.ts";
import { heading } from "./surface.ts";
import type { Surface } from "./surface.ts";

export const renderDrafts = (block: z.infer<typeof DraftsBlock>, surface: Surface): readonly Node[] => [
  heading(block.title, block.drafts.length),
  ...block.drafts.map((draft) => renderDraft(draft, surface)),
  ...block.without.map(({ account, why }) =>
    make("p", { class: "note" }, "No letter to ", ...surface.names.nodes(account), `: ${why}.`),
  ),
];

function renderDraft(draft: Draft, surface: Surface): HTMLElement {
  const { names, open } = surface;
  const details = make(
    "details",
    { class: "draft", ...(open.has(draft.approval) ? { open: "" } : {}) },
    make(
      "summary",
      {},
      make("span", { class: "subject" }, names.text(draft.subject)),
      badge(draft.state, draft.effect, "sent"),
      make("small", {}, draft.to === null ? "recipient withheld" : `To ${names.text(draft.to)}`),
    ),
    ...draft.flags.map((flag) => make("p", { class: "flag" }, flag)),
    ...claimed(draft.body, "body", draft.claims, names),
    make("p", { class: "note" }, `${draft.language} · written by ${draft.model}${draft.template ? " · template" : ""}`),
  );
  details.addEventListener("toggle", () => (details.open ? open.add(draft.approval) : open.delete(draft.approval)));
  if (draft.state === "pending" && draft.mayDecide)
    details.append(decision(surface, draft, "Accept and send", "Reject", names.text(draft.subject)));
  return details;
}
