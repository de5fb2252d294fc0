// A text in which each number, date and name says on a click which cell it comes from.
import type { Claim } from "@gantry/contract";
import { claimSources, textPieces } from "../claims.ts";
import { make } from "./make.ts";
import type { Names } from "./names.ts";

const describe = (claim: Claim, names: Names): readonly (Node | string)[] =>
  claim.cells.length === 0
    ? ["No cell of this customer's data says this. Check it before it goes out."]
    : claimSources(claim).map(({ column, value, source, read }) =>
        make(
          "span",
          {},
          make("strong", {}, column),
          " ",
          ...names.nodes(value),
          make("small", {}, ` ${source}${read === "" ? "" : ` · read ${read}`}`),
        ),
      );

/** The text as nodes, and below it the place where a click shows the source. */
export function claimed(text: string, field: string, claims: readonly Claim[], names: Names): readonly Node[] {
  const card = make("p", { class: "cell", role: "status", hidden: "" });
  const buttons: HTMLButtonElement[] = [];
  const nodes = textPieces(text, field, claims).flatMap(({ text: part, claim }): readonly (Node | string)[] => {
    if (claim === null) return names.nodes(part);
    const button = make(
      "button",
      { type: "button", class: `claim ${claim.cells.length === 0 ? "adrift" : claim.kind}`, "aria-expanded": "false" },
      names.text(part),
    );
    buttons.push(button);
    button.addEventListener("click", () => {
      const opens = button.getAttribute("aria-expanded") === "false";
      for (const each of buttons) each.setAttribute("aria-expanded", String(each === button && opens));
      card.hidden = !opens;
      card.replaceChildren(...(opens ? describe(claim, names) : []));
    });
    return [button];
  });
  return [make("div", { class: field }, ...nodes), card];
}
