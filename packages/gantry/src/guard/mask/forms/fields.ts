// Fields of forms, of JSON, XML and key-value lines: what stands before the colon says what stands behind it.
import type { Label } from "../../../catalog/index.ts";
import type { Hit } from "../hit.ts";
import { matchesOf } from "../matches.ts";

const keys: readonly (readonly [label: Label, keys: string])[] = [
  [
    "person.name",
    `name fullname firstname middlename lastname surname familyname givenname maidenname birthname nickname patient patientname
    employee employeename cardholder cardholdername accountholder accountholdername beneficiary recipient sender signedby
    contactname contactperson customername clientname spouse emergencycontact author
    nom prénom prenom noms prénoms nomdefamille nomcomplet nomdenaissance nomdusage titulaire titulaireducompte bénéficiaire
    destinataire expéditeur interlocuteur
    vorname nachname familienname geburtsname vollständigername vorundnachname kontoinhaber karteninhaber empfänger absender
    ansprechpartner ansprechpartnerin versicherter patientin inhaber`,
  ],
  [
    "person.address",
    `address streetaddress homeaddress mailingaddress billingaddress shippingaddress deliveryaddress postaladdress address1
    address2 addressline1 addressline2 addressline street streetname housenumber buildingnumber city town zip zipcode postcode
    postalcode county placeofbirth birthplace residence hometown
    adresse adressepostale adressedelivraison rue ville codepostal lieudenaissance domicile
    anschrift straße strasse hausnummer wohnort ort stadt plz postleitzahl geburtsort wohnhaft lieferadresse rechnungsadresse`,
  ],
  ["person.birthdate", "dob dateofbirth birthdate birthday geburtsdatum geburtstag datedenaissance néele"],
  [
    "person.login",
    "username user login userid loginname benutzername benutzer nomdutilisateur identifiant screenname handle",
  ],
  [
    "person.phone",
    "phone phonenumber mobile mobilenumber telephone telephonenumber cell cellphone fax tel telefon telefonnummer handy mobil téléphone portable",
  ],
  [
    "person.id",
    "ssn passport passportnumber driverslicense driverlicense nationalid taxid employeeid patientid memberid accountnumber",
  ],
  [
    "company.name",
    "company companyname employer organisation organization firma firmenname arbeitgeber unternehmen société entreprise employeur",
  ],
];

const labels: ReadonlyMap<string, Label> = new Map(
  keys.flatMap(([label, list]) => list.split(/\s+/).map((key) => [key, label] as const)),
);

/** A key at the start of a line, of a pair in JSON, of an XML element or attribute, or behind a separator; its value. */
const pair =
  /(?<=^|[\n{,;|<"'>\t] {0,8}["']?|[-*•] )(?<key>\p{L}[\p{L}\d _.-]{1,28}?)(?:["']?[ \t]{0,4}[:=][ \t]{0,4}|>)(?:"(?<double>[^"\n]{1,120})"|'(?<single>[^'\n]{1,120})'|(?<bare>[^\s"'<>{}[\],;|][^\n"<>{}[\];|]{0,120}))/gu;

const maximumWords: Readonly<Record<Label, number>> = { "person.name": 6, "company.name": 8 };
/** What says that there is no value. */
const nothing =
  /^(?:n\/?a|none|null|nil|unknown|undefined|true|false|yes|no|ja|nein|oui|non|-+|\?+|tbd|keine?r?|aucune?|inconnue?|unbekannt)$/iu;

/** Whether a value can be what its key says: a name has letters and no digits, a login is one word. */
const suits = (label: Label, value: string): boolean => {
  if (nothing.test(value) || !/[\p{L}\d]/u.test(value)) return false;
  if (label === "person.name") return /^[\p{L}\p{M} .,'’()-]+$/u.test(value) && /\p{L}{2}/u.test(value);
  if (label === "person.login") return /^[^\s@]{2,40}$/u.test(value);
  if (label === "person.phone") return value.replaceAll(/\D/g, "").length >= 6;
  if (label === "person.id" || label === "person.birthdate") return /\d/.test(value);
  return /\p{Lu}|\d/u.test(value);
};

/** Values of fields that name somebody, or where she lives, or how she signs in. */
export const findFields = (text: string): readonly Hit[] => {
  const hits: Hit[] = [];
  if (!/[:=>]/.test(text)) return hits;
  for (const match of matchesOf(text, pair)) {
    const { key = "", double, single, bare } = match.groups ?? {};
    const label = labels.get(key.toLowerCase().replaceAll(/[ _.-]/g, ""));
    if (label === undefined) continue;
    const found = (double ?? single ?? bare ?? "").split(/\\n|\t| {3}/)[0] ?? "";
    // In running lines a field ends where the next begins: "Name: Anna Kremp, Tel: 030 …".
    const value = (label === "person.address" ? found : (found.split(/,\s/)[0] ?? "")).replace(/[\s.,;]+$/u, "");
    if (!suits(label, value) || value.split(/\s+/).length > (maximumWords[label] ?? 14)) continue;
    const start = match.index + match[0].indexOf(found, key.length);
    hits.push({ start, end: start + value.length, label, rank: 2 });
  }
  return hits;
};
