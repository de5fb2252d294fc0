// Differences between two policies, for people: by flow and by role, columns of one fate together.
import type { Effect, PolicyChange } from "../policy-diff.ts";
import { block, bold, count } from "./terminal.ts";

const marks: Readonly<Record<Effect, string>> = {
  "newly-refused": "− refuses",
  "newly-allowed": "+ allows",
  stricter: "‹ stricter",
  looser: "› looser",
  changed: "~ changes",
};

export function printPolicyDiff(changes: readonly PolicyChange[]): void {
  const subjects = Map.groupBy(changes, (it) => (it.flow === undefined ? `role ${it.role ?? ""}` : `flow ${it.flow}`));
  for (const [subject, all] of subjects) {
    console.log(bold(subject));
    const lines = Map.groupBy(all, (it) =>
      [marks[it.effect], it.step ?? "", it.destination ?? "", it.label ?? "", `${it.before} → ${it.after}`].join(
        "\u0000",
      ),
    );
    for (const same of lines.values()) for (const line of linesOf(same)) console.log(block(line, "  "));
  }
  const effects = [...Map.groupBy(changes, (it) => it.effect)];
  console.log(
    effects.map(([effect, all]) => `${all.length} ${effect.replace("-", " ")}`).join(", ") || "no difference",
  );
}

function linesOf(same: readonly PolicyChange[]): readonly string[] {
  const [first] = same;
  if (first === undefined) return [];
  const fate = `${first.before} → ${first.after}`;
  const mark = marks[first.effect];
  switch (first.kind) {
    case "flow":
      return [`${mark}: the whole flow, ${fate}`];
    case "treatment": {
      const columns = [...new Set(same.map((it) => it.column ?? ""))].sort();
      const few =
        columns.length > 6
          ? `${columns.slice(0, 5).join(", ")} and ${count(columns.length - 5, "more column")}`
          : columns.join(", ");
      const [, rule = ""] = first.rules ?? [];
      const what = `${first.label ?? ""} ${fate}: ${few} (by ${rule})`;
      return [`${mark}: ${first.step ?? ""} → ${first.destination ?? ""}: ${what}`];
    }
    case "permission":
      return [`${mark}: ${same.map((it) => it.permission ?? "").join(", ")}: ${fate}`];
    case "row-filter":
      return same.map((it) => `${mark}: rows of ${it.table ?? ""}: ${it.before} → ${it.after}`);
    case "column":
      return [`${mark}: ${same.map((it) => it.column ?? "").join(", ")}: ${fate}`];
  }
}
