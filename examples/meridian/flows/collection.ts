// Descriptions and pictures for a collection. A model is shown the collection's own columns in the ERP, all of them public,
// and the words that stand here: no customer, no order, no other product.
import { column, draw, flow, oneOf, prompt, query, table } from "gantry";

// The newest of that name: "Summer 2027", not "Summer 2026".
const products = query(
  "product_id",
  `select p.product_id, p.name, p.category, p.product_line, p.collection, p.list_price, p.currency, p.launch_date
   from erp.products p
   where p.collection = (select max(collection) from erp.products where lower(collection) like lower($collection) || '%')
     and not p.discontinued
   order by p.product_line, p.name`,
  "The collection",
);

/** Whom the texts are for, by customer segment, and where the pictures stand, by product line: marketing's words, no data. */
const readers = `(values
  ('enterprise', 'heads of laboratories with many sites', 'matter-of-fact: one supplier, many sites, service and planning'),
  ('mid-market', 'managers of a laboratory of their own', 'practical: what it does in daily work and what it spares'),
  ('small', 'founders and small teams', 'friendly and plain: easy to begin with, fair in price'))
  as r(segment, reader, tone)`;
const settings = `(values
  ('Separation', 'lakeside, a table by the water'), ('Analysis', 'field at the edge of a farm'),
  ('Cell Culture', 'greenhouse among plants'), ('Imaging', 'mountain meadow'),
  ('Sample Care', 'coast, a table on the beach'), ('Automation', 'terrace of a laboratory'))
  as s(product_line, setting)`;

const briefs = query(
  "text_id",
  `select p.product_id || '/' || r.segment as text_id, p.*, r.segment, r.reader, r.tone,
          case r.segment when 'enterprise' then p.name end as name_enterprise,
          case r.segment when 'mid-market' then p.name end as name_mid_market,
          case r.segment when 'small' then p.name end as name_small
   from products p cross join ${readers}
   order by p.product_line, p.name, r.segment`,
  "A brief for each product and segment",
);

const pictures = query(
  "product_id",
  `select i.product_id, 'data:' || i.media_type || ';base64,' || translate(i.cut_out, '-_', '+/') as picture
   from products p join erp.product_pictures i on i.product_id = p.product_id`,
  "The products' own pictures",
);

const sittings = query(
  "product_id",
  `select p.product_id, p.name, p.category, p.collection, lower(split_part(p.collection, ' ', 1)) as season,
          coalesce(s.setting, 'laboratory') as setting,
          i.picture
   from products p
   left join ${settings} on s.product_line = p.product_line
   left join pictures i on i.product_id = p.product_id
   order by p.product_line, p.name`,
  "What each picture shows",
);

const catalogue = query(
  "text_id",
  `select b.text_id, b.product_id, b.name, b.category, b.product_line, b.collection, b.list_price, b.currency, b.launch_date,
          b.segment, t.subject as headline, t.body as description, t.model as written_by
   from briefs b join texts t using (text_id)
   order by b.product_line, b.name, b.segment`,
  "Texts by product and segment",
);

const shown = query(
  "product_id",
  `select p.product_id, p.name, i.image, i.template, i.model as drawn_by from products p join images i using (product_id)
   order by p.product_line, p.name`,
  "Pictures by product",
);

export const collection = flow({
  name: "collection",
  title: "Descriptions and pictures for a collection",
  asks: [
    "create personalized product descriptions and lifestyle images for our new {collection} collection without exposing the entire database to an external AI model",
  ],
  purpose: "product marketing",
  input: { collection: oneOf("summer", "core", "classic") },
  steps: {
    products,
    briefs,
    pictures,
    sittings,
    texts: prompt({
      title: "Descriptions",
      each: "select * from briefs",
      key: "text_id",
      task: "write",
      phrasebook: "collection",
      instructions: `Describe one product for a catalogue, for the readers given and in the tone given: a headline of at most ten words, and a
description of 40 to 70 words. Say what an instrument of its category does; take name, collection, price and day of launch
from the facts, and invent no figure, no feature, no test and no award.`,
      template: `Product: {{name}}
Category: {{category}}; product line: {{product_line}}; collection: {{collection}}
List price: {{list_price}} {{currency}}; available from {{launch_date}}
Readers: {{segment}} customers, {{reader}}
Tone: {{tone}}`,
      output: { subject: { type: "text", maxLength: 100 }, body: { type: "text", maxLength: 900 } },
    }),
    images: draw({
      title: "Lifestyle pictures",
      each: "select * from sittings",
      key: "product_id",
      instructions: `A lifestyle photograph for a catalogue of laboratory instruments: the product in the picture given, unchanged, in the setting
and season below, in natural light, nobody in it, no text and no logo.`,
      template: `Product: {{name}}, of the category {{category}}
Collection: {{collection}}; season: {{season}}
Setting: {{setting}}`,
      picture: "picture",
    }),
    catalogue,
    shown,
  },
  answer: [
    { kind: "images", step: "shown", title: "Pictures", caption: "name" },
    table("catalogue", "Descriptions", [
      column("name", "Product"),
      column("segment", "For"),
      column("headline", "Headline"),
      column("description", "Description"),
      column("list_price", "List price", "currency", "currency"),
      column("launch_date", "From", "date"),
      column("written_by", "Written by"),
    ]),
  ],
  coverage: `select 'the pictures are composed by rule from the products'' own; an image model that is configured draws them' as sentence
             from (select count(*) filter (template) as composed from images) where composed > 0
             union all
             select 'no collection is called that, as far as you may see'
             from (select count(*) as n from products) where n = 0`,
});
