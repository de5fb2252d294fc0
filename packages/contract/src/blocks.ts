// The pieces an answer is made of. Console, element, chat and API render the same blocks.
import { z } from "zod";

/** A JSON scalar as it crosses the wire: 64-bit integers and decimals as strings, dates as ISO 8601. */
export const Scalar = z.union([z.string(), z.number(), z.boolean(), z.null()]);
export type Scalar = z.infer<typeof Scalar>;

/** What a viewer sees of a column: in clear, as tokens, as bands, or not at all. */
export const Treatment = z.enum(["pass", "token", "band", "drop", "refuse"]);
export type Treatment = z.infer<typeof Treatment>;

/** How a column's numbers are to be shown. */
export const ColumnFormat = z.enum(["text", "number", "percent", "currency", "date", "datetime", "list", "id"]);
export type ColumnFormat = z.infer<typeof ColumnFormat>;

export const BlockColumn = z.object({
  name: z.string(),
  title: z.string(),
  format: ColumnFormat,
  labels: z.array(z.string()),
  /** How this viewer sees it. */
  treatment: Treatment,
  /** For `currency`: the column that holds the ISO 4217 code, or the code itself. */
  unit: z.string().optional(),
});
export type BlockColumn = z.infer<typeof BlockColumn>;

/** One reason behind a score: a feature's contribution in log-odds, with the fact it rests on. */
export const Reason = z.object({
  feature: z.string(),
  /** For people: "usage fell 43 % in 12 weeks". */
  text: z.string(),
  /** Signed contribution to the log-odds; positive raises the score. */
  contribution: z.number(),
});
export type Reason = z.infer<typeof Reason>;

export const Cell = z.union([Scalar, z.array(Scalar), z.array(Reason)]);
export type Cell = z.infer<typeof Cell>;

/** The cell that a statement rests on. */
export const ClaimCell = z.object({
  /** Whose rows they are, the row's key, and the column. */
  step: z.string(),
  row: z.string(),
  column: z.string(),
  /** Source columns behind it: `crm.accounts.renewal_date`; several for a value that is worked out. */
  sources: z.array(z.string()),
  /** As this viewer may see it. */
  value: Cell,
  /** When the oldest of the sources was read, ISO 8601; null where no scan tells. */
  asOf: z.string().nullable(),
});
export type ClaimCell = z.infer<typeof ClaimCell>;

/** A number, date or name in a text that a model wrote, and what it rests on. */
export const Claim = z.object({
  /** The field that holds it: `subject`, `body`, `text`. */
  field: z.string(),
  /** UTF-16 offsets in the field as this viewer sees it, half-open. */
  start: z.number().int(),
  end: z.number().int(),
  text: z.string(),
  kind: z.enum(["number", "date", "name"]),
  /** None: it traces to no cell, and a person must look. Two for a difference, a sum or a share of two. */
  cells: z.array(ClaimCell),
});
export type Claim = z.infer<typeof Claim>;

export const TextBlock = z.object({
  kind: z.literal("text"),
  text: z.string(),
  /** What the text states, where a model wrote it. */
  claims: z.array(Claim).optional(),
});

export const MetricBlock = z.object({
  kind: z.literal("metric"),
  title: z.string(),
  value: z.number(),
  format: ColumnFormat,
  note: z.string().optional(),
});

export const TableBlock = z.object({
  kind: z.literal("table"),
  step: z.string(),
  title: z.string(),
  columns: z.array(BlockColumn),
  /** One object a row, by column name. `$key` is the row's identity. */
  rows: z.array(z.record(z.string(), Cell)),
  key: z.string(),
});

/** A column as a chart shows it. */
const ChartAxis = z.object({
  column: z.string(),
  title: z.string(),
  format: ColumnFormat,
  /** Of amounts: the ISO 4217 code. */
  unit: z.string().optional(),
  /** What the others are compared with: drawn behind them. */
  muted: z.boolean().optional(),
});
export type ChartAxis = z.infer<typeof ChartAxis>;

/** A small chart spec of our own: rows and roles of columns, never code, never an address. Of a map, `x` holds countries (ISO 3166-1 alpha-2 or names) or regions (`EMEA`). */
export const ChartSpec = z
  .object({
    type: z.enum(["bar", "line", "area", "scatter", "heatmap", "waterfall", "map"]),
    title: z.string(),
    x: ChartAxis,
    /** One series a column; of a heat map the one column that its lines are named by; of a map the one that its colours tell. */
    y: z.array(ChartAxis).min(1),
    horizontal: z.boolean().optional(),
    /** Bars and areas on top of each other. */
    stacked: z.boolean().optional(),
    /** Column that splits the rows into series: one a value of it, each of the first `y`. */
    series: z.string().optional(),
    /** Of a heat map: what its colours tell. */
    value: ChartAxis.optional(),
    /** Of a waterfall: column that is true where a bar stands on the ground, being a sum and no change. */
    total: z.string().optional(),
    /** Of a line over names or days: columns between which it lies, as the interval of a forecast. */
    band: z.object({ low: z.string(), high: z.string(), title: z.string() }).optional(),
  })
  .refine((it) => it.type !== "heatmap" || it.value !== undefined, "a heat map has a value")
  .refine((it) => it.band === undefined || it.type === "line" || it.type === "area", "a band belongs to a line")
  .refine((it) => it.type !== "waterfall" || it.total !== undefined, "a waterfall has a total");
export type ChartSpec = z.infer<typeof ChartSpec>;

/** Every column that a chart reads. */
export const chartColumns = ({ x, y, value, series, total, band }: ChartSpec): readonly string[] => [
  ...new Set(
    [x, ...y, ...(value ? [value] : [])]
      .map(({ column }) => column)
      .concat(series ?? [], total ?? [], band ? [band.low, band.high] : []),
  ),
];

export const ChartBlock = z.object({
  kind: z.literal("chart"),
  step: z.string(),
  spec: ChartSpec,
  rows: z.array(z.record(z.string(), Scalar)),
});

export const DecisionState = z.enum(["pending", "accepted", "edited", "rejected", "expired"]);
export type DecisionState = z.infer<typeof DecisionState>;

/** What became of the outgoing effect of a row (a mail, a task). `uncertain` needs a person; `undone` was taken back in time. */
export const EffectState = z.enum(["none", "scheduled", "attempting", "sent", "failed", "uncertain", "undone"]);
export type EffectState = z.infer<typeof EffectState>;

/** An effect that has not gone yet and that this viewer may take back. */
export const Undo = z.object({
  /** What `POST /api/runs/{run}/effects/{step}/{row}/undo` takes. */
  run: z.string(),
  step: z.string(),
  row: z.string(),
  /** When its window closes, ISO 8601; null where it only waits for another try. */
  until: z.string().nullable(),
});
export type Undo = z.infer<typeof Undo>;

export const Draft = z.object({
  /** Approval id: what `POST /api/approvals/{id}/decision` takes. */
  approval: z.string(),
  /** The row's key, same as in the table. */
  row: z.string(),
  /** Recipient as this viewer may see it. */
  to: z.string().nullable(),
  subject: z.string(),
  body: z.string(),
  language: z.string(),
  /** The model that wrote it: `builtin/rules`, `openai:…`. */
  model: z.string(),
  /** True where the text is a template filled by rules, not a language model's. */
  template: z.boolean(),
  state: DecisionState,
  effect: EffectState,
  undo: Undo.optional(),
  /** Whether this viewer is one who may decide. */
  mayDecide: z.boolean(),
  /** Keyed hash of exactly what would go out; a decision must carry it. */
  contentHash: z.string(),
  /** Whether it goes out with more than its text: `GET /api/approvals/{id}` shows it whole. */
  preview: z.boolean().optional(),
  /** What a check found and a person must look at. */
  flags: z.array(z.string()),
  /** What subject and body state, and the cells that bear it. */
  claims: z.array(Claim),
  /** Which reasons it argues from. */
  arguments: z.array(z.string()),
});
export type Draft = z.infer<typeof Draft>;

export const DraftsBlock = z.object({
  kind: z.literal("drafts"),
  step: z.string(),
  title: z.string(),
  drafts: z.array(Draft),
  /** Rows that got no draft, and why (opted out, bounced, no contact). */
  without: z.array(z.object({ row: z.string(), account: z.string(), why: z.string() })),
});

export const SuggestedAction = z.object({
  approval: z.string(),
  row: z.string(),
  account: z.string(),
  title: z.string(),
  /** The reason it is derived from. */
  why: z.string(),
  due: z.string(),
  /** The operation that accepting starts, e.g. `crm.task.create`. */
  operation: z.string(),
  state: DecisionState,
  effect: EffectState,
  undo: Undo.optional(),
  /** Whether this viewer is one who may decide. */
  mayDecide: z.boolean(),
  contentHash: z.string(),
});
export type SuggestedAction = z.infer<typeof SuggestedAction>;

export const ActionsBlock = z.object({
  kind: z.literal("actions"),
  step: z.string(),
  title: z.string(),
  actions: z.array(SuggestedAction),
});

export const ImagesBlock = z.object({
  kind: z.literal("images"),
  step: z.string(),
  title: z.string(),
  images: z.array(
    z.object({
      title: z.string(),
      mediaType: z.string(),
      /** Base64. To be shown as a picture (`<img>`), never as markup. */
      data: z.string(),
      /** Put together by rule from the product's own picture; no image model drew it. */
      composed: z.boolean(),
    }),
  ),
});

export const Block = z.discriminatedUnion("kind", [
  TextBlock,
  MetricBlock,
  TableBlock,
  ChartBlock,
  DraftsBlock,
  ActionsBlock,
  ImagesBlock,
]);
export type Block = z.infer<typeof Block>;
