// An answer as a page that stands alone: nothing is loaded, nothing runs, pictures and charts are within.
import { formatCell } from "@gantry/client";
import { escaped } from "@gantry/contract";
import type { Answer, Block, BlockColumn } from "@gantry/contract";
import { chartSvg } from "../../model/index.ts";
import { contentOf } from "./content.ts";
import type { Image, Item, Row } from "./content.ts";

const paragraphs = (text: string): string =>
  text
    .split(/\n{2,}/)
    .map((it) => `<p>${escaped(it).replaceAll("\n", "<br>")}</p>`)
    .join("");

const style = `
:root{color-scheme:light}
body{margin:0;background:#f2f5f7;color:#1d2b33;font:16px/1.55 -apple-system,"Segoe UI",Helvetica,Arial,sans-serif}
main{max-width:1080px;margin:0 auto;padding:40px 24px}
h1{margin:0 0 4px;font-size:30px;line-height:1.2}h2{margin:40px 0 12px;font-size:21px}h3{margin:0 0 6px;font-size:17px}
.hint{margin:0;color:#5a6b75;font-size:14px}
.item{margin:28px 0;background:#fff;border-radius:12px;overflow:hidden;break-inside:avoid}
.item header{display:grid;grid-template-columns:3fr 2fr;align-items:center}.item header img{display:block;width:100%;aspect-ratio:3/2;object-fit:cover}
.item header div{padding:20px 28px}.item h2{margin:0 0 10px;font-size:24px;line-height:1.25}
.texts{display:grid;grid-template-columns:repeat(auto-fit,minmax(250px,1fr));gap:20px 28px;padding:22px 28px 26px}
section p{margin:0 0 6px}.tag{display:inline-block;padding:1px 9px;border-radius:9px;background:#e3eef3;color:#1c5a75;font-size:13px}
table{width:100%;border-collapse:collapse;background:#fff}th,td{padding:8px 12px;border-bottom:1px solid #dde5ea;text-align:left;vertical-align:top;font-size:14px}
figure{margin:0 0 16px}figure img{max-width:100%}footer{margin-top:40px;border-top:1px solid #cfd9df;padding-top:16px}
@media(max-width:760px){.item header{grid-template-columns:1fr}}
@media print{body{background:#fff}}`;

const picture = ({ title, mediaType, data, composed }: Image): string =>
  `<img alt="${escaped(composed ? `${title} (composed illustration)` : title)}" src="data:${escaped(mediaType)};base64,${escaped(data)}">`;

const cellText = (row: Row, { name, format, unit }: BlockColumn): string => {
  const code = unit !== undefined && typeof row[unit] === "string" ? row[unit] : unit;
  return formatCell(row[name], format, code);
};

/** Long texts as paragraphs, what all rows share once, the rest in a line. */
const item = ({ name, image, rows }: Item, columns: readonly BlockColumn[]): string => {
  const isLong = (column: BlockColumn): boolean => rows.some((row) => cellText(row, column).length > 80);
  const shared =
    rows.length > 1 ? columns.filter((it) => new Set(rows.map((row) => cellText(row, it))).size === 1) : [];
  const own = columns.filter((it) => !shared.includes(it));
  const [tag, head, ...rest] = own.filter((it) => !isLong(it));
  const sections = rows.map((row) => {
    const texts = own.filter(isLong).map((it) => paragraphs(cellText(row, it)));
    const more = rest.map((it) => `${it.title}: ${cellText(row, it)}`).join(" · ");
    return `<section>${tag ? `<span class="tag">${escaped(cellText(row, tag))}</span>` : ""}${head ? `<h3>${escaped(cellText(row, head))}</h3>` : ""}${texts.join("")}${more === "" ? "" : `<p class="hint">${escaped(more)}</p>`}</section>`;
  });
  const facts = shared.map(
    (it) => `<p class="hint">${escaped(it.title)}: ${escaped(rows[0] ? cellText(rows[0], it) : "")}</p>`,
  );
  const mark = image.composed ? '<p class="hint">Composed illustration</p>' : "";
  return `<article class="item"><header>${picture(image)}<div><h2>${escaped(name)}</h2>${facts.join("")}${mark}</div></header><div class="texts">${sections.join("")}</div></article>`;
};

async function blockHtml(block: Block): Promise<string> {
  switch (block.kind) {
    case "text":
      return paragraphs(block.text);
    case "metric":
      return `<h2>${escaped(block.title)}</h2><p>${escaped(formatCell(block.value, block.format))}</p>`;
    case "table":
      return `<h2>${escaped(block.title)}</h2><table><thead><tr>${block.columns.map((it) => `<th>${escaped(it.title)}</th>`).join("")}</tr></thead><tbody>${block.rows.map((row) => `<tr>${block.columns.map((it) => `<td>${escaped(cellText(row, it))}</td>`).join("")}</tr>`).join("")}</tbody></table>`;
    case "chart":
      return `<h2>${escaped(block.spec.title)}</h2><figure>${await chartSvg(block)}</figure>`;
    case "images":
      return `<h2>${escaped(block.title)}</h2>${block.images.map((it) => `<figure>${picture(it)}<figcaption class="hint">${escaped(it.title)}</figcaption></figure>`).join("")}`;
    case "drafts":
      return `<h2>${escaped(block.title)}</h2>${block.drafts.map((it) => `<section><h3>${escaped(it.subject)}</h3><p class="hint">${escaped(it.to ?? "")} · ${escaped(it.state)}</p>${paragraphs(it.body)}</section>`).join("")}`;
    case "actions":
      return `<h2>${escaped(block.title)}</h2>${block.actions.map((it) => `<section><h3>${escaped(it.title)}</h3><p class="hint">${escaped(it.account)} · ${escaped(it.due)}</p>${paragraphs(it.why)}</section>`).join("")}`;
  }
}

/** The answer as its viewer may see it. */
export async function exportHtml(answer: Answer): Promise<string> {
  const { title, reading, items, columns, blocks, coverage, run, left } = contentOf(answer);
  const parts = [...items.map((it) => item(it, columns)), ...(await Promise.all(blocks.map(blockHtml)))];
  const notes = [...coverage, `What left for it: ${left}. Receipt of run ${run}.`];
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${escaped(title)}</title><style>${style}</style></head><body><main><h1>${escaped(title)}</h1><p class="hint">${escaped(reading)}</p>${parts.join("")}<footer>${notes.map((it) => `<p class="hint">${escaped(it)}</p>`).join("")}</footer></main></body></html>`;
}
