// Suggested next steps; accepting one makes it a task.
import type { ActionsBlock } from "@gantry/contract";
import type { z } from "zod";
import { formatDay } from "../format.ts";
import { make } from "./make.ts";
import { badge, decision } from "./decision.ts";
import { heading } from "./surface.ts";
import type { Surface } from "./surface.ts";

export const renderActions = (block: z.infer<typeof ActionsBlock>, surface: Surface): readonly Node[] => [
  heading(block.title, block.actions.length),
  make(
    "ul",
    { class: "actions" },
    ...block.actions.map((action) => {
      const { title, account, why, due, state, effect, mayDecide } = action;
      const open = state === "pending" && mayDecide;
      return make(
        "li",
        {},
        make("strong", {}, title),
        make("small", {}, ...surface.names.nodes(account), ` · ${why} · by ${formatDay(due)}`),
        open
          ? decision(surface, action, "Make it a task", "Dismiss", `${title}, ${surface.names.text(account)}`)
          : badge(state, effect, "in the CRM"),
      );
    }),
  ),
];
