// Warranty and contract terms: those for all, and those of one region that only its people see.
import type { SampleDocument } from "../types.ts";

const warranty = `
# Limited warranty of Meridian Instruments

## What is covered

Meridian repairs or replaces any instrument that fails because of a defect in material or workmanship. The warranty begins on the day of installation, or 30 days after delivery, whichever is earlier.

## How long

Instruments are covered for 24 months. Consumables, lamps, seals and electrodes are covered for 90 days. Refurbished instruments carry a warranty of 12 months.

## What is not covered

Damage by unsuitable solvents, by parts of other makers, by lightning or by repair attempts of third parties is excluded. Normal wear is no defect.

## Making a claim

Report the fault within 14 days of noticing it, with serial number and a description. We answer within two working days. Instruments are sent back only after we have issued a return number, and decontaminated, with the signed declaration.

## Spare parts

Spare parts remain available for ten years after an instrument leaves our catalogue.

## Transfer

The warranty passes to a new owner when the sale is notified to us in writing within 60 days.
`;

const service = `
# Service agreements: Basic, Plus and Complete

## Response times

With Basic we are on site within five working days, with Plus within two, and with Complete on the next working day. Remote help is included in all three and answers from 7:00 to 19:00 CET.

## Preventive visits

Basic includes one preventive visit a year, Plus two, Complete four. Travel is included in Plus and Complete.

## Loan instruments

Complete customers get a loan instrument when a repair takes more than five days. It is limited to one instrument for each site.

## Ending an agreement

An agreement runs for twelve months and renews by itself unless it is cancelled three months before its end. Cancellation needs text form; a mail is enough.

## Price changes

Fees may rise once a year, by no more than the consumer price index plus two percentage points. We announce a change 90 days ahead.
`;

const germanConditions = `
# Allgemeine Lieferbedingungen

## Lieferung

Wir liefern frei Frachtführer (FCA) ab Lager Zürich. Die Lieferfrist beginnt mit unserer Auftragsbestätigung. Bei Verzug von mehr als vier Wochen darf der Kunde vom Vertrag zurücktreten.

## Zahlung

Rechnungen sind innert 30 Tagen ohne Abzug zu zahlen. Ab dem zweiten Mahnschreiben berechnen wir eine Gebühr von 40 Franken und fünf Prozent Verzugszins.

## Eigentumsvorbehalt

Die Ware bleibt bis zur vollständigen Bezahlung unser Eigentum. Der Kunde versichert sie in dieser Zeit gegen Feuer und Diebstahl.

## Mängelrüge

Offene Mängel sind innert acht Tagen nach Empfang zu rügen, verdeckte sofort nach ihrer Entdeckung.

## Rücknahme

Ungeöffnete Verbrauchsmaterialien nehmen wir innert 20 Tagen gegen eine Bearbeitungsgebühr von 15 Prozent zurück.

## Gerichtsstand

Ausschliesslicher Gerichtsstand ist Zürich. Es gilt Schweizer Recht ohne das UN-Kaufrecht.
`;

const frenchConditions = `
# Conditions générales de vente

## Commandes

Une commande n'engage Meridian qu'après confirmation écrite. Le client peut l'annuler sans frais dans les sept jours, sauf pour les appareils fabriqués sur mesure.

## Paiement

Les factures sont payables à 45 jours fin de mois. Tout retard entraîne une pénalité de trois fois le taux d'intérêt légal et une indemnité forfaitaire de 40 euros.

## Livraison et transport

Le transport est à la charge du vendeur pour les commandes de plus de 1 500 euros. Les réserves doivent être notées sur le bon de livraison et confirmées au transporteur dans les trois jours.

## Formation

Une journée de formation sur place est comprise à l'achat de tout système de chromatographie. Elle doit être prise dans l'année.

## Données personnelles

Les coordonnées des clients sont conservées cinq ans après le dernier achat. Le client peut demander leur effacement à l'adresse privacy@meridian.example.
`;

const emea = `
# EMEA framework terms (internal)

## Volume discount

Customers of the region EMEA get 8 % off list price from 250,000 euros of orders in a year, and 12 % from 500,000 euros. Discounts are not combined with promotions.

## Public tenders

For public tenders the regional director may grant a further 3 %, to be recorded with the tender number.

## Payment in instalments

Instruments above 60,000 euros may be paid in three instalments over 18 months without interest.
`;

const amer = `
# AMER framework terms (internal)

## Volume discount

Customers of the region AMER get 6 % off list price from 300,000 dollars of orders in a year, and 11 % from 750,000 dollars.

## Government contracts

GSA schedule prices are 4 % below list. Every order under the schedule names its contract line.

## Sales tax

Universities present their exemption certificate before delivery; otherwise the tax of the state is charged.
`;

const apac = `
# APAC framework terms (internal)

## Distributor margin

Distributors of the region APAC buy at 22 % below list and hold demonstration instruments for 12 months.

## Import duties

Prices are quoted without customs duty; the importer of record is the distributor.

## Local service

Distributors keep two trained engineers and stock of parts worth 2 % of yearly turnover.
`;

export const terms: readonly SampleDocument[] = [
  { path: "terms/warranty.md", text: warranty },
  { path: "terms/service-agreements.pdf", text: service },
  { path: "terms/lieferbedingungen.docx", text: germanConditions },
  { path: "terms/conditions-de-vente.html", text: frenchConditions },
  { path: "contracts/emea/framework.md", text: emea },
  { path: "contracts/amer/framework.docx", text: amer },
  { path: "contracts/apac/framework.html", text: apac },
];
