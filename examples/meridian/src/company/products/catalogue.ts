// Meridian's sixty products: three or four of each kind, in collections, with prices in euros.
import { type Day, firstOfMonth, yearOf } from "../calendar.ts";
import { kinds, type Kind, type ProductLine } from "./lines.ts";

export interface Product {
  readonly id: string;
  readonly kind: Kind;
  readonly name: string;
  readonly category: string;
  readonly line: ProductLine;
  readonly collection: string;
  readonly listPrice: number;
  readonly launched: Day;
  readonly discontinued: boolean;
  /** Bought with every few orders rather than once in years. */
  readonly small: boolean;
}

type Collection = "core" | "classic" | "last-summer" | "new-summer";

const models: readonly (readonly [Kind, string, Collection, number])[] = [
  ["centrifuge", "Vortana C12 Microcentrifuge", "core", 2_890],
  ["centrifuge", "Vortana C220 Benchtop Centrifuge", "core", 7_450],
  ["centrifuge", "Vortana C240R Refrigerated Centrifuge", "core", 11_900],
  ["centrifuge", "Vortana Breeze Portable Centrifuge", "new-summer", 1_980],
  ["floor-centrifuge", "Vortana X6 High-Speed Centrifuge", "core", 38_500],
  ["floor-centrifuge", "Vortana X9 Ultracentrifuge", "core", 92_000],
  ["floor-centrifuge", "Vortana X4 Floor Centrifuge", "classic", 29_800],
  ["chromatograph", "Coluna LC-40 HPLC System", "core", 46_200],
  ["chromatograph", "Coluna LC-60 UHPLC System", "core", 71_500],
  ["chromatograph", "Coluna Prep 20 Purification System", "classic", 33_400],
  ["spectrometer", "Lumira UV-80 Spectrophotometer", "core", 12_600],
  ["spectrometer", "Lumira FT-300 Infrared Spectrometer", "core", 41_000],
  ["spectrometer", "Lumira Raman One", "core", 58_700],
  ["spectrometer", "Lumira ICP-7 Optical Emission Spectrometer", "core", 84_900],
  ["plate-reader", "Tessera P1 Absorbance Reader", "core", 8_300],
  ["plate-reader", "Tessera P5 Multimode Reader", "core", 32_700],
  ["plate-reader", "Tessera P7 Imaging Reader", "core", 54_000],
  ["balance", "Gravis A220 Analytical Balance", "core", 3_150],
  ["balance", "Gravis M6 Microbalance", "core", 14_800],
  ["balance", "Gravis Go Portable Balance", "new-summer", 690],
  ["ph-meter", "Ionara 200 pH Meter", "core", 890],
  ["ph-meter", "Ionara 500 Multiparameter Meter", "core", 2_240],
  ["ph-meter", "Ionara Classic 100", "classic", 540],
  ["pipetting-robot", "Arvo One Pipetting Robot", "core", 24_900],
  ["pipetting-robot", "Arvo 8 Liquid Handler", "core", 68_000],
  ["pipetting-robot", "Arvo 96 Workstation", "core", 129_000],
  ["pipette", "Digita S Electronic Pipette", "core", 420],
  ["pipette", "Digita M Multichannel Pipette", "core", 980],
  ["pipette", "Digita Light Manual Pipette Set", "last-summer", 610],
  ["incubator", "Nidus 170 CO₂ Incubator", "core", 9_800],
  ["incubator", "Nidus 240 Tri-Gas Incubator", "core", 15_700],
  ["incubator", "Nidus Cube Compact Incubator", "last-summer", 3_450],
  ["incubator", "Nidus Solar Field Incubator", "new-summer", 2_760],
  ["shaker", "Orbis 20 Orbital Shaker", "core", 1_950],
  ["shaker", "Orbis 45 Stackable Incubator Shaker", "core", 16_400],
  ["shaker", "Orbis Wave Rocking Mixer", "core", 1_120],
  ["cabinet", "Serena B120 Biosafety Cabinet", "core", 11_200],
  ["cabinet", "Serena B180 Biosafety Cabinet", "core", 14_900],
  ["cabinet", "Serena Flow Laminar Bench", "classic", 7_300],
  ["microscope", "Optera 300 Upright Microscope", "core", 6_900],
  ["microscope", "Optera 700 Inverted Microscope", "core", 28_500],
  ["microscope", "Optera C1 Confocal Microscope", "core", 186_000],
  ["microscope", "Optera Trek Field Microscope", "new-summer", 1_340],
  ["imager", "Visio Gel 4 Documentation System", "core", 9_600],
  ["imager", "Visio Cell 2 Live Imager", "core", 47_800],
  ["imager", "Visio Blot Chemiluminescence Imager", "core", 26_300],
  ["freezer", "Boreal U500 Ultra-Low Freezer", "core", 13_900],
  ["freezer", "Boreal U800 Ultra-Low Freezer", "core", 17_800],
  ["freezer", "Boreal Mini Bench Freezer", "core", 4_600],
  ["freezer", "Boreal Cool Box Mobile Freezer", "new-summer", 1_890],
  ["thermocycler", "Ciclo 96 Thermocycler", "core", 6_200],
  ["thermocycler", "Ciclo Q Real-Time PCR System", "core", 29_900],
  ["thermocycler", "Ciclo Pocket PCR", "new-summer", 1_590],
  ["water-bath", "Aquila 12 Water Bath", "core", 1_240],
  ["water-bath", "Aquila Bead Bath", "core", 980],
  ["hotplate", "Calor H2 Hotplate Stirrer", "core", 690],
  ["hotplate", "Calor Multi 9 Stirrer", "core", 2_150],
  ["field-kit", "Pathfinder W Water Testing Kit", "new-summer", 1_190],
  ["field-kit", "Pathfinder S Soil Analyser", "new-summer", 2_480],
  ["field-kit", "Pathfinder Classic Case", "last-summer", 850],
];

/** The year of the summer that marketing prepares: the next one that has not begun in June. */
function summerYear(today: Day): number {
  const year = yearOf(today);
  return today < firstOfMonth(year, 6) ? year : year + 1;
}

/** What the products are called. */
export const productNames: readonly string[] = models.map(([, name]) => name);

/** The products on a day. The new summer collection comes out between ten weeks before and six weeks after it. */
export function makeCatalogue(today: Day): Product[] {
  const summer = summerYear(today);
  return models.map(([kind, name, collection, listPrice], i): Product => {
    const launched = {
      core: today - 500 - ((i * 379) % 2400),
      classic: today - 3000 - ((i * 211) % 1500),
      "last-summer": today - 300 - ((i * 17) % 90),
      "new-summer": today - 70 + ((i * 23) % 112),
    }[collection];
    const names = {
      core: "Core",
      classic: "Classic",
      "last-summer": `Summer ${summer - 1}`,
      "new-summer": `Summer ${summer}`,
    };
    const { category, line, small } = kinds[kind];
    return {
      id: `P-${1001 + i}`,
      kind,
      name,
      category,
      line,
      collection: names[collection],
      listPrice,
      launched,
      discontinued: collection === "classic" && i % 2 === 0,
      small,
    };
  });
}
