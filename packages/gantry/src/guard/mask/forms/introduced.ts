// What only the words before it give away: "passport number C01X00T47", "Kennzeichen B-MW 1234", "né le 12 mars 1984".
import { digitsOf, value } from "./pattern.ts";
import type { Pattern } from "./pattern.ts";

const words = (list: string): string =>
  list
    .trim()
    .split(/\s*\|\s*|\s*\n\s*/)
    .map((phrase) => phrase.replaceAll(" ", "[ _-]?"))
    .join("|");

/** Papers, insurances, accounts and numbers of people, in English, German and French. */
const papers = words(`
passport|driver['’]?s? licen[cs]e|driving licen[cs]e|social security|ssn|itin|national id|identity card|id card|tax id
insurance number|insurance policy|policy number|member id|membership number|voter id|visa number|badge number|nino
nhs number|aadhaar|medical record|patient id|patient number|health card
customer number|customer id|customer no|client number|client id|employee id|employee number|staff id|student id|student number|account number|account no|acct|routing number|sort code
chassis number
reisepass|führerschein|personalausweis|ausweisnummer|steuer-?id|steuernummer|sozialversicherungsnummer|versichertennummer
krankenversicherungsnummer|versicherungsnummer|rentenversicherungsnummer|personalnummer|mitarbeiternummer|kundennummer|matrikelnummer
kontonummer|konto-?nr|bankleitzahl|fahrgestellnummer|patientennummer
passeport|permis de conduire|carte d['’]identité|numéro de sécurité sociale|numéro de sécu|numéro client|numéro d['’]assuré|carte vitale|numéro fiscal
matricule|numéro de compte|numéro d['’]étudiant|numéro de patient`);

/** In capitals alone: in small letters some are words. */
const acronyms = "DL|SIN|BSN|CPF|PESEL|MRN|VIN|IMEI|BLZ|AHV|NHS|SVNR|NIR|DNI|NIE|PAN|TIN|EIN";

const plates = words(`
licen[cs]e plate|number plate|registration plate|plate number|vehicle registration|car registration|registration number
kennzeichen|nummernschild|immatriculation|plaque`);

const logins = words(`
user name|username|user id|userid|login|login name|screen name|account name|benutzername|benutzerkennung|nutzername
anmeldename|nom d['’]utilisateur|identifiant`);

const join = String.raw`(?:["']?[ \t]{0,2}(?:is|ist|lautet|est|[:=])[ \t]{0,2}["']?| )`;

export const introduced: readonly Pattern[] = [
  {
    label: "person.id",
    needs: "digit",
    regexp: new RegExp(
      String.raw`(?<!\p{L})(?:(?i:${papers})|(?:${acronyms})(?!\p{L}))[^\d\n]{0,25}?(?<value>(?=[A-Za-z]{0,4}-?\d|[A-Z]{1,4} \d)[A-Za-z0-9][A-Za-z0-9/-]{1,24}(?: [A-Z]?\d{2,6}){0,4}(?: [A-Z](?: \d{3})?)?)(?![\p{L}\d])`,
      "gu",
    ),
    take: value((text) => digitsOf(text).length > 3 && !/^(?:19|20)\d\d-\d\d-\d\d$/.test(text)),
  },
  {
    label: "person.plate",
    needs: "digit",
    regexp: new RegExp(
      String.raw`(?<!\p{L})(?i:${plates})[^\d\n]{0,20}?(?<value>(?<![\p{L}\d])(?:[\p{Lu}\d]{1,4}(?:[ -][\p{Lu}\d]{1,5}){1,3}|[\p{Lu}\d]{5,8}))(?![\p{L}\d-])`,
      "gu",
    ),
    take: value((text) => /\d/.test(text) && text.length < 13),
  },
  {
    label: "person.login",
    regexp: new RegExp(
      String.raw`(?<!\p{L})(?:${logins})${join}(?<value>(?=[\p{L}._-]{0,30}[\d._-])[\p{L}\d][\p{L}\d._-]{2,40}|(?<=[:=]["' \t]{1,3})[\p{L}][\p{L}\d._-]{2,40})(?![\p{L}\d])`,
      "giu",
    ),
    take: value(),
  },
  {
    label: "person.birthdate",
    needs: "digit",
    regexp:
      /(?:\bborn(?: on)?|date of birth|birth ?date|\bdob\b|birth ?day|geboren(?: am)?|geb\. am|geburtsdatum|geburtstag|née?(?:\(e\))? le|date de naissance)[^\d\n]{0,15}(?<value>\d{1,4}[-./]\d{1,2}[-./]\d{1,4}|\d{1,2}(?:\.|er|st|nd|rd|th)?(?: of)? [\p{L}]{3,10}\.?,? \d{4}|\d{1,2} \d{1,2} \d{4})/giu,
    take: value(),
  },
  {
    label: "person.birthdate",
    needs: "digit",
    regexp:
      /(?:\bborn(?: on)?|date of birth|birth ?date|\bdob\b|birth ?day)[ \t:=-]{1,4}(?:on )?(?<value>[\p{L}]{3,10}\.? \d{1,2}(?:st|nd|rd|th)?,? \d{4})/giu,
    take: value(),
  },
  {
    label: "person.address",
    needs: "digit",
    regexp:
      /(?<!\p{L})(?:zip(?: ?code)?|post(?:al)? ?code|postleitzahl|plz|code postal)(?: (?:is|ist|est))?[ :=]{1,3}(?<value>\d{4,6}(?:-\d{4})?)(?![\p{L}\d])/giu,
    take: value(),
  },
  {
    label: "person.location",
    needs: "digit",
    regexp:
      /(?<!\p{L})(?:gps|lat(?:itude)?|lo?ng?(?:itude)?|coordinates?|coordonnées|koordinaten|standort|geo(?:location)?)[^\d\n]{0,20}(?<value>-?\d{1,3}\.\d{3,10}(?:°? ?[NSEWO])?(?:[,;] ?(?:lo?ng?\p{L}{0,6}[ :=]{0,2})?-?\d{1,3}\.\d{3,10}(?:°? ?[NSEWO])?)?)/giu,
    take: value(),
  },
];
