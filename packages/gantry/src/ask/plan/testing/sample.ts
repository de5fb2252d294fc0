// The sample's catalog, read for questions as whoever may see all of it would ask them. No source is asked.
import { readFileSync } from "node:fs";
import { catalog as document } from "../../../../../../examples/meridian/catalog.ts";
import { defineCatalog } from "../../../catalog/index.ts";
import type { Catalog, CatalogLock, PeriodOptions } from "../../../catalog/index.ts";
import { vocabularyOf } from "../../vocabulary.ts";
import { understandingOf } from "../index.ts";
import type { Understand } from "../index.ts";

const lock = JSON.parse(
  readFileSync(new URL("../../../../../../examples/meridian/catalog.lock.json", import.meta.url), "utf8"),
) as CatalogLock;

export const catalog: Catalog = defineCatalog(document, lock);
export const time: PeriodOptions = { today: "2026-11-16", calendar: catalog.calendar };
export const filler: ReadonlySet<string> = vocabularyOf(catalog.subjects).filler;
export const understand: Understand = understandingOf(catalog, new Set(), filler);
