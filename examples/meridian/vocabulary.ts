// What Meridian calls its products and services: nobody's names, and what its customers write about.
import { productNames } from "./src/index.ts";

export const vocabulary: readonly string[] = [...productNames, "Meridian Instruments", "Meridian Cloud"];
