import type { Picture } from "../types.ts";
import type { Product } from "./catalogue.ts";
export function picturePath(product: Product): string {
  return `products/${product.id}.svg`;
}
export function makePictures(catalogue: readonly Product[]): Picture[] {
  return catalogue.map((product) => ({ path: picturePath(product), svg: "" }));
}
