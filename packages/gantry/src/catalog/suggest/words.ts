// Names of tables and columns as words: abbreviations written out, plurals made singular, German and French in English.

const meanings: Readonly<Record<string, string>> = {
  nm: "name", fname: "first name", lname: "last name", firstname: "first name", lastname: "last name", fullname: "full name",
  forename: "first name", surname: "last name", vorname: "first name", nachname: "last name", prenom: "first name", nom: "name",
  addr: "address", adresse: "address", str: "street", strasse: "street", rue: "street", plz: "zip", postcode: "zip", postal: "zip",
  zipcode: "zip", ort: "city", town: "city", ville: "city", stadt: "city", land: "country", pays: "country", ctry: "country",
  tel: "phone", telephone: "phone", telefon: "phone", mobile: "phone", cell: "phone", fax: "phone", cellphone: "phone",
  mail: "email", courriel: "email", emailaddress: "email", mailaddress: "email",
  dob: "birth date", birthday: "birth date", birthdate: "birth date", geburtsdatum: "birth date", born: "birth date",
  amt: "amount", betrag: "amount", montant: "amount", qty: "quantity", menge: "quantity", cnt: "count", preis: "price", prix: "price",
  no: "number", num: "number", nr: "number", nbr: "number", nummer: "number", numero: "number", ref: "reference",
  dt: "date", datum: "date", ts: "time", descr: "description", desc: "description", beschreibung: "description",
  cust: "customer", kunde: "customer", kunden: "customer", client: "customer", acct: "account", org: "organisation",
  organization: "organisation", firma: "company", societe: "company", enterprise: "company", corp: "company",
  mitarbeiter: "employee", emp: "employee", pers: "person", people: "person", personne: "person", personen: "person",
  pwd: "password", passwd: "password", passwort: "password", bemerkung: "note", notiz: "note", remarque: "note", kommentar: "comment",
  cat: "category", dept: "department", abteilung: "department", lang: "language", sprache: "language", langue: "language",
  yr: "year", jahr: "year", mgr: "manager", usr: "user", pic: "picture", img: "picture", image: "picture", photo: "picture",
  opted: "opt", optout: "opt out", optin: "opt in", curr: "currency", wahrung: "currency", devise: "currency", identifier: "id", key: "id",
};

/** A noun in the singular, by the commonest English endings. */
export const singular = (noun: string): string => {
  if (noun.length > 4 && noun.endsWith("ies")) return `${noun.slice(0, -3)}y`;
  if (/(?:ss|us|is|news|series|address)$/.test(noun)) return noun;
  if (/(?:sses|xes|ches|shes)$/.test(noun)) return noun.slice(0, -2);
  return noun.length > 3 && noun.endsWith("s") ? noun.slice(0, -1) : noun;
};

/** `cust_fname` → customer, first, name. A prefix as `tbl_` says nothing. */
export const wordsOfName = (name: string): readonly string[] =>
  name
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== "" && !["tbl", "tab", "t", "dim", "fact", "stg", "vw"].includes(word))
    .map((word) => word.replace(/\d+$/, "") || word)
    .flatMap((word) => (meanings[word] ?? meanings[singular(word)] ?? singular(word)).split(" "));
