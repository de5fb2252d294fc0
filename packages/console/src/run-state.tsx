import type { RunStatus } from "@gantry/contract";

const words: Readonly<Record<RunStatus, string>> = {
  running: "running",
  waiting: "waiting for people",
  done: "done",
  failed: "failed",
  cancelled: "cancelled",
};

export function RunState({ status }: { readonly status: RunStatus }) {
  return <span className={`state ${status}`}>{words[status]}</span>;
}
