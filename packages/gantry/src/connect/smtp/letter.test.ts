import { expect, it } from "vitest";
import { layOut } from "./letter.ts";
import { readSections } from "./sections.ts";

const picture = `data:image/png;base64,${Buffer.from("a picture").toString("base64")}`;
const letter = {
  subject: "Two & three <b>",
  body: "Guten Tag,\n\nZeile eins\nZeile zwei <script>alert(1)</script>",
  sections: readSections(
    JSON.stringify([
      {
        title: "Produkte",
        cards: [
          { title: 'Waage "Go"', text: "tragbar", note: "Zuletzt am 2026-11-03", picture },
          { title: "Ohne Bild", picture: null },
          { title: "Dasselbe Bild", picture },
        ],
      },
      {
        title: "Garantien",
        columns: ["Gerät", "Nummer", "Stand"],
        rows: [
          ["Waage", "G-20261103-1", "bis 2027-01-31"],
          ["Zelle", null, "–"],
        ],
        note: "Und 3 weitere.",
      },
    ]),
  ),
  closing: "Mit freundlichen Grüßen\n\nAnn Lee\nMeridian",
  language: "de",
  sender: "Meridian",
};
const out = layOut(letter, ({ id }) => `cid:${id}`);

it("says the same in the plain part as in HTML, in the same order", () => {
  expect(out.text).toBe(`Guten Tag,

Zeile eins
Zeile zwei <script>alert(1)</script>

Produkte
--------

* Waage "Go"
  tragbar
  Zuletzt am 3. November 2026

* Ohne Bild

* Dasselbe Bild

Garantien
---------

* Waage
  Nummer: G-20261103-1
  Stand: bis 31. Januar 2027

* Zelle
  Stand: –

Und 3 weitere.

Mit freundlichen Grüßen

Ann Lee
Meridian
`);
  const words = out.html.replaceAll(/<[^>]+>/g, " ");
  for (const word of ["Guten Tag", "Zeile zwei", "3. November 2026", "31. Januar 2027", "Und 3 weitere.", "Ann Lee"])
    expect(words).toContain(word);
});

it("shows words as words: nothing in a letter becomes markup, an address or a script", () => {
  expect(out.html).toContain("&lt;script&gt;alert(1)&lt;/script&gt;");
  expect(out.html).toContain('alt="Waage &quot;Go&quot;"');
  expect(out.html).not.toMatch(/<script|<a |href=|src="(?!cid:)|url\(|@import/);
  expect(out.html).toContain('<html lang="de">');
});

it("carries each picture once, and shows it wherever it belongs", () => {
  expect(out.pictures.map(({ mediaType, bytes }) => [mediaType, bytes.toString()])).toEqual([
    ["image/png", "a picture"],
  ]);
  expect(out.html.match(/<img /g)).toHaveLength(2);
});

it.each([
  ["no JSON", "{"],
  ["an unknown part", JSON.stringify([{ title: "x", cards: [{ title: "y", link: "https://x.example" }] }])],
  [
    "a picture from elsewhere",
    JSON.stringify([{ title: "x", cards: [{ title: "y", picture: "https://x.example/a.png" }] }]),
  ],
  [
    "a drawing that could hold scripts",
    JSON.stringify([{ title: "x", cards: [{ title: "y", picture: "data:image/svg+xml;base64,AAAA" }] }]),
  ],
  ["no rows", JSON.stringify([{ title: "x", columns: ["a"], rows: [] }])],
])("takes no sections with %s, and repeats nothing of them", (_, text) => {
  expect(() => readSections(text)).toThrow(expect.objectContaining({ code: "bad-input" }));
  expect(() => readSections(text)).not.toThrow(/x\.example/);
});
