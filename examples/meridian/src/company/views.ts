// Which products customers looked at in Meridian's shop and catalogue over the last four months.
import { type Day, isoDay } from "./calendar.ts";
import { type Customer, lastDay } from "./customer.ts";
import type { Links } from "./links.ts";
import type { Product } from "./products/catalogue.ts";
import { productLines } from "./products/lines.ts";
import { stream } from "./random.ts";
import type { ParquetFile } from "./types.ts";

const days = 120;

export function makeViews(
  customers: readonly Customer[],
  links: readonly Links[],
  catalogue: readonly Product[],
  today: Day,
  seed: number,
): ParquetFile {
  const shown = catalogue.filter((product) => !product.discontinued);
  const views: { ref: string; product: string; at: string }[] = [];
  for (const customer of customers) {
    const ref = links[customer.index]?.usageRef;
    if (ref === null || ref === undefined || lastDay(customer, today) < today - days) continue;
    const random = stream(seed, "views", customer.index);
    const visits = Math.round(
      { enterprise: 11, "mid-market": 6, small: 3 }[customer.segment] * Math.exp(random.normal(0, 0.6)),
    );
    const [favourite, second] = random.shuffle(productLines);
    for (let visit = 0; visit < visits; visit++) {
      const day = today - random.int(1, days);
      if (day < customer.since || day > lastDay(customer, today)) continue;
      let secondOfDay = random.int(7 * 3600, 19 * 3600);
      const about = random.chance(0.6) ? favourite : random.chance(0.5) ? second : undefined;
      const candidates = shown.filter(
        (product) => (about === undefined || product.line === about) && product.launched - 30 <= day,
      );
      if (candidates.length === 0) continue;
      const pages = random.int(1, 4);
      for (let page = 0; page < pages; page++) {
        const product = random.pick(candidates);
        const clock = new Date(secondOfDay * 1000).toISOString().slice(11, 19);
        views.push({ ref, product: product.id, at: `${isoDay(day)} ${clock}` });
        secondOfDay += random.int(15, 400);
      }
    }
  }
  return {
    path: "usage/views.parquet",
    columns: [
      { name: "account_ref", type: "VARCHAR", values: views.map((view) => view.ref) },
      { name: "product_id", type: "VARCHAR", values: views.map((view) => view.product) },
      { name: "viewed_at", type: "TIMESTAMP", values: views.map((view) => view.at) },
    ],
  };
}
