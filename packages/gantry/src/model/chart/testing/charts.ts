// Charts of each type, with names as long and letters as many as companies have.
import { ChartSpec } from "@gantry/contract";
import type { Scalar } from "@gantry/contract";
import type { Chart } from "../picture.ts";

type Row = Readonly<Record<string, Scalar>>;

export const text = (column: string) => ({ column, title: column, format: "text" }) as const;
export const euros = (column: string) => ({ column, title: column, format: "currency", unit: "EUR" }) as const;

/** @param spec as it comes over the wire */
export const chartOf = (spec: object, rows: readonly Row[]): Chart => ({
  kind: "chart",
  step: "s",
  spec: ChartSpec.parse(spec),
  rows: rows.map((row) => ({ ...row })),
});

const customers = [
  "Müller & Söhne Präzisionswerkzeuge GmbH & Co. KG",
  "Société générale d’équipements médicaux",
  "Œuvre des forêts",
  "Zürcher Laborgeräte AG",
];
const months = ["Januar", "février", "März", "April", "Mai", "juin", "Juli", "août", "September"];
const overMonths = months.map((month, index) => ({
  month,
  sales: 1_000_000 + 150_000 * ((index * 5) % 7),
  earlier: 900_000,
  low: index < 6 ? null : 700_000,
  high: index < 6 ? null : 1_900_000,
}));
const change = (month: string, line: string, euro: number | null): Row => ({ month, line, change: euro });

export const bridge: Chart = chartOf(
  { type: "waterfall", title: "Was den Unterschied macht", x: text("bar"), y: [euros("amount")], total: "sum" },
  [
    { bar: "Vorjahr", amount: 1_000_000, sum: true },
    { bar: "Neue Kunden", amount: 250_000, sum: false },
    { bar: "Verlorene Kunden", amount: -420_000, sum: false },
    { bar: "Heute", amount: 830_000, sum: true },
  ],
);

/** By type; `listed` are bars along lines. */
export const charts: Readonly<Record<string, Chart>> = {
  bar: chartOf(
    { type: "bar", title: "Umsatz nach Kunde", x: text("customer"), y: [euros("sales")] },
    customers.map((customer, index) => ({ customer, sales: 900_000 - index * 200_000 })),
  ),
  listed: chartOf(
    { type: "bar", horizontal: true, title: "Chiffre d’affaires (€)", x: text("customer"), y: [euros("sales")] },
    customers.map((customer, index) => ({ customer, sales: 900_000 - index * 400_000 })),
  ),
  line: chartOf(
    {
      type: "line",
      title: "Prévision des ventes",
      x: text("month"),
      y: [euros("sales"), { ...euros("earlier"), muted: true }],
      band: { low: "low", high: "high", title: "80 % interval" },
    },
    overMonths,
  ),
  area: chartOf({ type: "area", title: "Sales", x: text("month"), y: [euros("sales")] }, overMonths),
  scatter: chartOf(
    { type: "scatter", title: "Risk", x: { ...text("risk"), format: "percent" }, y: [euros("value")] },
    Array.from({ length: 40 }, (_, index) => ({ risk: ((index * 37) % 40) / 40, value: 10_000 * ((index * 17) % 23) })),
  ),
  heatmap: chartOf(
    { type: "heatmap", title: "Veränderung", x: text("month"), y: [text("line")], value: euros("change") },
    [
      change("März", "Bildgebung", -9000),
      change("März", "Service & Wartung", 12_000),
      change("Mai", "Bildgebung", 4000),
      change("Mai", "Service & Wartung", null),
    ],
  ),
  waterfall: bridge,
  map: chartOf({ type: "map", title: "Umsatz nach Land", x: text("place"), y: [euros("sales")] }, [
    { place: "DE", sales: 1_000_000 },
    { place: "Frankreich", sales: 500_000 },
    { place: "Atlantis", sales: 1 },
  ]),
};
