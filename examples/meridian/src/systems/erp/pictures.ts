// Product pictures as a studio delivers them into an ERP: PNG files, with what its cameras and clerks wrote into them.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { encodePng, rasterize } from "../../raster/index.ts";
import type { EntityRow, EntitySet, ErpData } from "./schema.ts";

/** Exif with an artist and a place, big-endian (TIFF 6.0). What a picture should not tell a stranger. */
const exif = ((): Buffer => {
  const artist = "L. Brunner, Studio Nord\0";
  const head = Buffer.from("MM\0*\0\0\0\x08\0\x01\x01\x3b\0\x02", "latin1");
  const rest = Buffer.alloc(12);
  rest.writeUInt32BE(artist.length, 0);
  rest.writeUInt32BE(26, 4);
  return Buffer.concat([head, rest, Buffer.from(artist, "latin1")]);
})();

/** Drawn when first asked for: most pictures never are. */
const once = (draw: () => Buffer): (() => string) => {
  let drawn: string | undefined;
  return () => (drawn ??= draw().toString("base64url"));
};

const rowOf = (product: EntityRow, folder: string): EntityRow => {
  const id = String(product["ProductID"]);
  const svg = (): string => readFileSync(join(folder, "products", `${id}.svg`), "utf8");
  const notes = {
    texts: {
      Author: "L. Brunner, Studio Nord",
      Comment: `Job 2231/${id}; cost centre 4711; do not publish before launch`,
    },
    exif,
  };
  const picture = once(() => encodePng(rasterize(svg(), 480, 360), notes));
  const cutOut = once(() => encodePng(rasterize(svg(), 480, 360, { scale: 1.5, cutOut: true }), notes));
  // Not enumerable: whoever copies or hashes a row draws nothing.
  return Object.defineProperties<EntityRow>(
    { ProductID: id, MediaType: "image/png" },
    { Picture: { get: picture }, CutOut: { get: cutOut } },
  );
};

/** The service's data with the set `ProductPictures` beside its products. */
export const withPictures = (data: ErpData, folder: string): ErpData => {
  const products = data.sets.find((it) => it.name === "Products");
  if (products === undefined) return data;
  const pictures: EntitySet = {
    name: "ProductPictures",
    type: "ProductPicture",
    key: ["ProductID"],
    properties: [
      { name: "ProductID", type: "Edm.String", nullable: false, maxLength: 10 },
      { name: "MediaType", type: "Edm.String", nullable: false, maxLength: 40 },
      { name: "Picture", type: "Edm.Binary", nullable: true },
      { name: "CutOut", type: "Edm.Binary", nullable: true },
    ],
    navigation: [{ name: "Product", target: "Products", collection: false, on: { ProductID: "ProductID" } }],
    rows: products.rows.map((product) => rowOf(product, folder)),
  };
  return { ...data, sets: [...data.sets, pictures] };
};
