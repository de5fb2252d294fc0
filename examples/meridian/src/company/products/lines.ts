// The product lines under which instruments are sold and serviced.
export const productLines = ["Separation", "Analysis", "Automation", "Cell Culture", "Imaging", "Sample Care"] as const;
export type ProductLine = (typeof productLines)[number];

/** The kinds of instrument, each with a drawing of its own. */
export type Kind =
  | "centrifuge"
  | "floor-centrifuge"
  | "chromatograph"
  | "spectrometer"
  | "plate-reader"
  | "balance"
  | "ph-meter"
  | "pipetting-robot"
  | "pipette"
  | "incubator"
  | "shaker"
  | "cabinet"
  | "microscope"
  | "imager"
  | "freezer"
  | "thermocycler"
  | "water-bath"
  | "hotplate"
  | "field-kit";

interface KindFacts {
  readonly line: ProductLine;
  readonly category: string;
  /** Bought with every few orders rather than once in years. */
  readonly small: boolean;
}

export const kinds: Readonly<Record<Kind, KindFacts>> = {
  centrifuge: { line: "Separation", category: "Centrifuges", small: false },
  "floor-centrifuge": { line: "Separation", category: "Centrifuges", small: false },
  chromatograph: { line: "Separation", category: "Chromatography", small: false },
  spectrometer: { line: "Analysis", category: "Spectrometers", small: false },
  "plate-reader": { line: "Analysis", category: "Plate Readers", small: false },
  balance: { line: "Analysis", category: "Balances", small: true },
  "ph-meter": { line: "Analysis", category: "Electrochemistry", small: true },
  "pipetting-robot": { line: "Automation", category: "Pipetting Robots", small: false },
  pipette: { line: "Automation", category: "Pipettes", small: true },
  incubator: { line: "Cell Culture", category: "Incubators", small: false },
  shaker: { line: "Cell Culture", category: "Shakers", small: true },
  cabinet: { line: "Cell Culture", category: "Safety Cabinets", small: false },
  microscope: { line: "Imaging", category: "Microscopes", small: false },
  imager: { line: "Imaging", category: "Gel & Cell Imagers", small: false },
  freezer: { line: "Sample Care", category: "Freezers", small: false },
  thermocycler: { line: "Sample Care", category: "Thermocyclers", small: false },
  "water-bath": { line: "Sample Care", category: "Baths", small: true },
  hotplate: { line: "Sample Care", category: "Stirrers & Hotplates", small: true },
  "field-kit": { line: "Analysis", category: "Field Instruments", small: true },
};
