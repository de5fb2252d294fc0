import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { erpFixture } from "./fixture.ts";
import { startErp } from "./index.ts";
import type { ErpServer } from "./index.ts";

let erp: ErpServer;
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "erp-"));
  await mkdir(join(folder, "products"));
  await writeFile(join(folder, "products", "P-1001.svg"), "<svg xmlns='http://www.w3.org/2000/svg'/>");
  erp = await startErp(erpFixture, { pictures: folder });
});
afterAll(async () => {
  await erp.close();
  await rm(folder, { recursive: true });
});

const authorization = () =>
  `Basic ${Buffer.from(`${erp.credentials.user}:${erp.credentials.password}`).toString("base64")}`;

const call = async <Body = Page>(
  path: string,
  init: Omit<RequestInit, "headers"> & { headers?: Record<string, string> } = {},
): Promise<Reply<Body>> => {
  const response = await fetch(new URL(path, erp.url), {
    ...init,
    headers: { authorization: authorization(), ...init.headers },
  });
  const text = await response.text();
  return {
    status: response.status,
    headers: response.headers,
    text,
    json: () => JSON.parse(text) as Body,
  };
};

interface Reply<Body> {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly json: () => Body;
}
type Entity = Readonly<Record<string, unknown>>;
interface Page<Row = Entity> {
  readonly "@odata.context": string;
  readonly "@odata.count"?: number | string;
  readonly "@odata.nextLink"?: string;
  readonly value: readonly Row[];
}
interface Expanded {
  readonly "@odata.etag": string;
  readonly Product: Entity | null;
  readonly Items: readonly Entity[];
}
interface Refusal {
  readonly error: {
    readonly code: string;
    readonly message: string;
    readonly innererror: { readonly ErrorDetails: Entity };
  };
}

const query = <Body = Page>(
  set: string,
  options: Record<string, string>,
  headers: Record<string, string> = {},
): Promise<Reply<Body>> => call(`${set}?${new URLSearchParams(options).toString()}`, { headers });

const everyPage = async (first: string, headers: Record<string, string> = {}) => {
  const pages: Page[] = [];
  for (let next: string | undefined = first; next !== undefined;) {
    const reply: Reply<Page> = await call(next, { headers });
    expect(reply.status).toBe(200);
    const page: Page = reply.json();
    pages.push(page);
    next = page["@odata.nextLink"];
  }
  return pages;
};

describe("who reads the service's own description", () => {
  it("finds every entity set in the service document", async () => {
    const { json, headers } = await call("");
    expect(headers.get("odata-version")).toBe("4.0");
    expect(json().value.map((it) => it["url"])).toEqual(["Products", "Orders", "OrderItems"]);
  });

  it("finds types, keys, facets and relations in $metadata", async () => {
    const { text, headers } = await call("$metadata");
    expect(headers.get("content-type")).toBe("application/xml");
    expect(text).toContain('<Schema Namespace="meridian.sales"');
    expect(text).toContain('<Property Name="ListPrice" Type="Edm.Decimal" Nullable="false" Precision="15" Scale="2"/>');
    expect(text).toContain('<PropertyRef Name="OrderId"/><PropertyRef Name="Position"/>');
    expect(text).toContain('Type="Collection(meridian.sales.OrderItem)"');
    expect(text).toContain('<ReferentialConstraint Property="ProductId" ReferencedProperty="ProductId"/>');
  });
});

describe("reading a collection", () => {
  it("pages through all of it by next links, 500 rows at a time", async () => {
    const pages = await everyPage("Orders?$count=true");
    expect(pages.map((page) => page.value.length)).toEqual([500, 500, 203]);
    expect(pages.map((page) => page["@odata.count"])).toEqual([1203, 1203, 1203]);
    expect(new Set(pages.flatMap((page) => page.value.map((it) => it["OrderId"]))).size).toBe(1203);
  });

  it("gives the same rows in the same order, whatever the page size, the skip and the top", async () => {
    const all = (await everyPage("Orders?$orderby=Quantity desc")).flatMap((page) => page.value);
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 90, max: 700 }),
        fc.integer({ min: 0, max: 1300 }),
        fc.option(fc.integer({ min: 0, max: 1300 })),
        async (size, skip, top) => {
          const path = `Orders?$orderby=Quantity%20desc&$skip=${skip}${top === null ? "" : `&$top=${top}`}`;
          const pages = await everyPage(path, { prefer: `odata.maxpagesize=${size}` });
          expect(pages.every((page) => page.value.length <= Math.min(size, 500))).toBe(true);
          const rows = pages.flatMap((page) => page.value);
          expect(rows).toEqual(all.slice(skip, top === null ? undefined : skip + top));
        },
      ),
      { numRuns: 12 },
    );
  });

  it("says which page size it applied", async () => {
    const { headers } = await call("Orders", { headers: { prefer: "odata.maxpagesize=5000" } });
    expect(headers.get("preference-applied")).toBe("odata.maxpagesize=500");
  });

  it("filters, orders and selects together", async () => {
    const { json } = await query("Orders", {
      $filter: "Quantity ge 10 and OrderedOn lt 2026-03-01",
      $orderby: "OrderedOn desc,OrderId",
      $select: "OrderId,OrderedOn",
      $top: "2",
      $count: "true",
    });
    const page = json();
    expect(page["@odata.context"]).toBe("$metadata#Orders(OrderId,OrderedOn)");
    expect(page["@odata.count"]).toBe(18);
    expect(page.value).toEqual([
      { "@odata.etag": expect.any(String), OrderId: "O-00026", OrderedOn: "2026-02-15" },
      { "@odata.etag": expect.any(String), OrderId: "O-00158", OrderedOn: "2026-02-15" },
    ]);
    expect(page).not.toHaveProperty("@odata.nextLink");
  });

  it("expands one level, to one and to many, with the properties asked for", async () => {
    const { json } = await query<Page<Expanded>>("Orders", {
      $filter: "OrderId in ('O-00001','O-00100')",
      $select: "OrderId",
      $expand: "Product($select=Name,ListPrice),Items($select=Position)",
    });
    const [first, last] = json().value;
    expect(first?.Product).toMatchObject({ Name: "Spectrometer S1", ListPrice: 12500.5 });
    expect(Object.keys(first?.Product ?? {})).toEqual(["@odata.etag", "Name", "ListPrice"]);
    expect(first?.Items.map((it) => it["Position"])).toEqual([10, 20]);
    expect(last).toMatchObject({ OrderId: "O-00100", Product: null, Items: [] });
  });

  it("counts", async () => {
    expect((await call("Orders/$count")).text).toBe("1203");
    expect((await query("Orders/$count", { $filter: "ProductId eq null" })).text).toBe("12");
  });

  it("takes spaces as + or %20, and a plus sign as %2B", async () => {
    expect((await call("Products?$filter=Stock+eq+7&$select=ProductId")).json().value).toHaveLength(1);
    const filter = "ChangedAt%20eq%202026-11-15T23:30:00%2B01:00";
    expect((await call(`Products?$filter=${filter}`)).json().value).toHaveLength(1);
  });
});

describe("numbers", () => {
  it("are strings where the client can't hold them and says so", async () => {
    const accept = "application/json;odata.metadata=minimal;IEEE754Compatible=true";
    const { json, headers } = await query("Products", { $count: "true" }, { accept });
    expect(headers.get("content-type")).toContain("IEEE754Compatible=true");
    expect(json()["@odata.count"]).toBe("3");
    expect(json().value[0]).toMatchObject({
      Serial: "9007199254740993",
      ListPrice: "12500.50",
      Weight: 12.5,
      Stock: 7,
    });
  });

  it("are else JSON numbers with every digit", async () => {
    const { text } = await call("Products('P-1001')");
    expect(text).toContain('"Serial":9007199254740993,');
    expect(text).toContain('"ListPrice":12500.50,');
  });
});

describe("reading one entity", () => {
  it("finds it by its key, written short or long, and by a key of two parts", async () => {
    const short = (await call("Products('P-1002')")).json();
    expect(short).toMatchObject({ "@odata.context": "$metadata#Products/$entity", Name: "O'Neill clamp, 50% off" });
    expect((await call("Products(ProductId=%27P-1002%27)")).json()).toEqual(short);
    expect((await call("OrderItems(Position=20,OrderId='O-00003')")).json()).toMatchObject({ Position: 20 });
  });

  it("answers 404 when there is none, 400 when the key is malformed", async () => {
    expect((await call("Products('P-9')")).status).toBe(404);
    expect((await call("Nothing('P-9')")).status).toBe(404);
    for (const key of ["1001", "", "'P-1001','P-1002'", "Name='x'", "'P-1001'"])
      expect((await call(`OrderItems(${key})`)).status).toBe(400);
    expect((await call("Products(1001)")).status).toBe(400);
  });

  it("answers 304 to who has it already", async () => {
    const { headers } = await call("Products('P-1001')");
    const etag = headers.get("etag") ?? "";
    expect(etag).toMatch(/^W\/"/);
    expect((await call("Products('P-1001')", { headers: { "if-none-match": etag } })).status).toBe(304);
  });
});

describe("what the service does not do, it refuses with an OData error", () => {
  it.each([
    ["Products?$search=x", 501],
    ["Products?$apply=aggregate(Stock with sum as S)", 501],
    ["Products?$compute=Stock as S", 501],
    ["Products?$expand=*", 501],
    ["Products?$expand=Orders($filter=Quantity gt 1)", 501],
    ["Products?$expand=Orders($expand=Items)", 501],
    ["Products?$expand=Orders/$ref", 501],
    ["Products?$select=Orders", 501],
    ["Products?$orderby=tolower(Name)", 501],
    ["Products?filter=Stock eq 1", 501],
    ["Products('P-1001')/Orders", 501],
    ["Products('P-1001')/Name", 501],
    ["$batch", 501],
    ["Products?$format=xml", 406],
    ["Products?$top=-1", 400],
    ["Products?$top=1&$top=2", 400],
    ["Products?$count=yes", 400],
    ["Products?$select=Nonsense", 400],
    ["Products?$expand=Nonsense", 400],
    ["Products?$orderby=Nonsense", 400],
    ["Products?$filter=Stock eq 1&$skiptoken=500-000000000000", 400],
    ["Products?$filter=%zz", 400],
    ["Products('P-1001')?$filter=Stock eq 1", 400],
  ])("%s", async (path, status) => {
    const reply = await call<Refusal>(path);
    expect(reply.status).toBe(status);
    const { error } = reply.json();
    expect(error.code).toMatch(/^\/IW/);
    expect(error.message.length).toBeGreaterThan(10);
    expect(error.innererror.ErrorDetails["@SAP__core.TransactionId"]).toMatch(/^[0-9A-F]{32}$/);
  });

  it("refuses a skip token that another query was given", async () => {
    const { json } = await call("Orders?$filter=Quantity ge 0");
    const token = new URL(json()["@odata.nextLink"] ?? "", erp.url).searchParams.get("$skiptoken") ?? "";
    expect((await query("Orders", { $filter: "Quantity ge 1", $skiptoken: token })).status).toBe(400);
    expect((await query("Orders", { $filter: "Quantity ge 0", $skiptoken: token })).status).toBe(200);
  });

  it("refuses formats that it does not serve", async () => {
    expect((await call("Products", { headers: { accept: "application/atom+xml" } })).status).toBe(406);
    expect((await call("Products", { headers: { accept: "application/json;odata.metadata=full" } })).status).toBe(501);
  });
});

describe("who may", () => {
  it("refuses without user and password, and with wrong ones", async () => {
    for (const authorization of ["", "Basic eDp5", "Bearer x"]) {
      const reply = await call("Products", { headers: { authorization } });
      expect(reply.status).toBe(401);
      expect(reply.headers.get("www-authenticate")).toMatch(/^Basic realm=/);
    }
  });

  it("writes only with a fetched csrf token and the entity's current tag", async () => {
    const patch = (headers: Record<string, string>, body: unknown = { Stock: 41 }) =>
      call("Products('P-1003')", { method: "PATCH", headers, body: JSON.stringify(body) });
    const refused = await patch({});
    expect(refused.status).toBe(403);
    expect(refused.headers.get("x-csrf-token")).toBe("Required");

    const read = await call("Products('P-1003')", { headers: { "x-csrf-token": "Fetch" } });
    const token = { "x-csrf-token": read.headers.get("x-csrf-token") ?? "" };
    const tag = { "if-match": read.headers.get("etag") ?? "" };
    expect((await patch(token)).status).toBe(428);
    expect((await patch({ ...token, ...tag }, { Stock: "41" })).status).toBe(400);
    expect((await patch({ ...token, ...tag }, { ProductId: "P-1" })).status).toBe(400);
    expect((await patch({ ...token, ...tag }, { Nonsense: 1 })).status).toBe(400);
    const done = await patch({ ...token, ...tag }, { Stock: 41, ListPrice: 7.5 });
    expect(done.status).toBe(204);
    expect((await patch({ ...token, ...tag })).status).toBe(412);
    const after = await call("Products('P-1003')");
    expect(after.json()).toMatchObject({ Stock: 41, ListPrice: 7.5 });
    expect(after.headers.get("etag")).toBe(done.headers.get("etag"));
    expect((await call("Products", { method: "POST", headers: token, body: "{}" })).status).toBe(501);
    expect((await call("Products('P-1003')", { method: "DELETE", headers: token })).status).toBe(501);
  });
});

describe("tests can make it misbehave", () => {
  it("fails, breaks off in mid-answer, and then is well again", async () => {
    erp.failNext(1, { kind: "status", status: 503, retryAfterSeconds: 2 });
    erp.failNext(1, { kind: "break" });
    const failed = await call("Products");
    expect([failed.status, failed.headers.get("retry-after")]).toEqual([503, "2"]);
    await expect(call("Products")).rejects.toThrow();
    expect((await call("Products")).status).toBe(200);
  });

  it("changes a row behind the clients' backs", async () => {
    const read = async () => (await call<Expanded>("Orders('O-00002')?$expand=Product")).json();
    const before = await read();
    erp.change("Orders", ["O-00002"], { ProductId: "P-1003" });
    const after = await read();
    expect([before.Product?.["ProductId"], after.Product?.["ProductId"]]).toEqual(["P-1002", "P-1003"]);
    expect(after["@odata.etag"]).not.toBe(before["@odata.etag"]);
  });
});

describe("pictures", () => {
  it("are served as SVG, and nothing beside them", async () => {
    const picture = await fetch(`${erp.origin}/pictures/products/P-1001.svg`);
    expect([picture.status, picture.headers.get("content-type")]).toEqual([200, "image/svg+xml"]);
    for (const path of ["products/P-9.svg", "..%2fproducts/P-1001.svg", "%2e%2e/secret.svg", "products"])
      expect((await fetch(`${erp.origin}/pictures/${path}`)).status).toBe(404);
  });
});
