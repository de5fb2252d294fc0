import { describe, expect, test } from "vitest";
import { replaceHits } from "../hit.ts";
import { createMasker } from "../mask.ts";

const masker = createMasker({ known: [] });
const mask = (text: string): string => replaceHits(text, masker.find(text), (hit) => `[${hit.label}]`);

describe("numbers of people are told by their check digits", () => {
  test.each([
    ["insured as AB 12 34 56 C", "insured as [person.id]"],
    ["NHS 943 476 5919", "NHS [person.id]"],
    ["Rentenversicherung 65 180539 W 001", "Rentenversicherung [person.id]"],
    ["Steuer-ID 86095742719", "Steuer-ID [person.id]"],
    ["DNI 12345678Z und X1234567L", "DNI [person.id] und [person.id]"],
    ["CF RSSMRA85T10A562S", "CF [person.id]"],
    ["AHV 756.9217.0769.85", "AHV [person.id]"],
    ["registre 85.07.30-033.28", "registre [person.id]"],
    ["hetu 131052-308T", "hetu [person.id]"],
    ["CPF 529.982.247-25", "CPF [person.id]"],
  ])("%s", (text, masked) => {
    expect(mask(text)).toBe(masked);
  });

  test.each(["part 12345678A fits", "code RSSMRA85T10A562T", "ref 131052-308X", "lot 756.9217.0769.84 Pa"])(
    "a digit off, and it is a code like any other: %s",
    (text) => {
      expect(mask(text)).not.toContain("[person.id]");
    },
  );
});

describe("what lets somebody in never leaves", () => {
  test.each([
    "AKIAIOSFODNN7EXAMPLE",
    "ghp_abcdefghijklmnopqrstuvwxyz0123456789",
    "github_pat_11ABCDEFG0abcdefghijklmnop",
    "xoxb-123456789012-abcdefghij",
    "sk_live_4eC39HqLyjWDarjtT1zdp7dc",
    "npm_abcdefghijklmnopqrstuvwxyz0123456789",
    "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jk",
    "-----BEGIN RSA PRIVATE KEY-----\nMIIEow\n-----END RSA PRIVATE KEY-----",
  ])("%s", (secret) => {
    expect(mask(`it is (${secret}) now`)).toBe("it is ([secret.key]) now");
  });

  test.each([
    ["pwd: Tr0ub4dor&3, please", "pwd: [secret.key], please"],
    ["my PIN is 4921 and the CVV 123", "my PIN is [secret.key] and the CVV [secret.key]"],
    ["Ihr Einmalcode lautet 482913.", "Ihr Einmalcode lautet [secret.key]."],
    ["postgres://admin:s3cret@db.example:5432/x", "[secret.url]"],
    ["see https://hooks.slack.com/services/T000/B000/XXXX", "see [secret.url]"],
  ])("%s", (text, masked) => {
    expect(mask(text)).toBe(masked);
  });

  test("a pin of a connector and a code of an error are none", () => {
    for (const text of ["pin 4 is bent", "error code 48213", "the pin 12 %"]) expect(mask(text)).toBe(text);
  });
});

describe("words say what the number or code behind them is", () => {
  test.each([
    ["passport number C01X00T47", "passport number [person.id]"],
    ["My driver's license number is 425700624", "My driver's license number is [person.id]"],
    ["Kennzeichen M-AB 1234.", "Kennzeichen [person.plate]."],
    ["my license plate is B-MW 1234", "my license plate is [person.plate]"],
    ["immatriculation AB-123-CD", "immatriculation [person.plate]"],
    ["SIN 046 454 286; BSN 111222333", "SIN [person.id]; BSN [person.id]"],
    ["Personalnummer 448812", "Personalnummer [person.id]"],
    ["username: jdoe42", "username: [person.login]"],
    ["née le 12 mars 1984", "née le [person.birthdate]"],
    ["DOB: March 3rd, 1984", "DOB: [person.birthdate]"],
    ["at lat 48.8584, lon 2.2945", "at lat [person.location]"],
    ["MAC 00:1B:44:11:3A:B7 and 001b.4411.3ab7", "MAC [person.mac] and [person.mac]"],
    ["pay 1BvBMSEYstWetqTFn5Au4m4GFg7xJaNVN2", "pay [person.wallet]"],
    ["call me (+44 20 7946 0958)", "call me ([person.phone])"],
  ])("%s", (text, masked) => {
    expect(mask(text)).toBe(masked);
  });

  test.each([
    "order number 4526115850, case number 4711, invoice 20261116",
    "Date: 2007-03-23 18:43:36",
    "the login page shows an error",
    "the value is 48.8584, then 2.2945",
  ])("nothing in: %s", (text) => {
    expect(mask(text)).toBe(text);
  });
});

describe("fields are read by their names", () => {
  test.each([
    ["Name: Quillon Vastre\nStatus: open", "Name: [person.name]\nStatus: open"],
    ['{"first_name": "Quillon", "user": "qv"}', '{"first_name": "[person.name]", "user": "[person.login]"}'],
    ["<lastName>Vastre</lastName><zip>10115</zip>", "<lastName>[person.name]</lastName><zip>[person.address]</zip>"],
    ["Vorname: Quillon\nWohnort: Qarth", "Vorname: [person.name]\nWohnort: [person.address]"],
    ["Prénom : Quillon, Téléphone : 06 12 34 56 78", "Prénom : [person.name], Téléphone : [person.phone]"],
    ["- date_of_birth: 1984-03-12", "- date_of_birth: [person.birthdate]"],
    ["Address: 12 Main Street\nDOB: 12/03/1984", "Address: [person.address]\nDOB: [person.birthdate]"],
  ])("%s", (text, masked) => {
    expect(mask(text)).toBe(masked);
  });

  test.each(["Name: N/A", "Name: Serena B120", "Device name: Zorblat", "Ort der Störung: Labor 3"])(
    "nothing in: %s",
    (text) => {
      expect(mask(text)).toBe(text);
    },
  );
});
