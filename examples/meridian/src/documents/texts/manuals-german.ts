// Manuals in German: a balance, an incubator and a pipetting robot.
import type { SampleDocument } from "../types.ts";

const balance = `
# Gravis A220 Analysenwaage: Bedienungsanleitung

## Aufstellung

Stellen Sie die Waage auf einen schweren Wägetisch aus Stein, fern von Türen und Lüftungen. Erschütterungen und Luftzug sind die häufigsten Ursachen für unruhige Anzeigen. Nach dem Einschalten braucht die Waage zwei Stunden, bis sie warm ist.

## Nivellieren

Drehen Sie die beiden vorderen Füsse, bis die Blase der Libelle in der Mitte steht. Nach jedem Umstellen muss neu nivelliert werden.

## Justierung

Die Waage justiert sich selbst, sobald sich die Temperatur um mehr als 1,5 °C ändert oder vier Stunden vergangen sind. Eine Prüfung mit einem externen Gewicht der Klasse E2 zu 200 g ist einmal im Monat nötig.

## Windschutz reinigen

Die Glasscheiben lassen sich ohne Werkzeug abnehmen. Reinigen Sie sie mit Fensterreiniger, nie in der Spülmaschine. Pulverreste auf dem Wägeraumboden nimmt man mit einem feuchten Tuch auf.

## Elektrostatische Aufladung

Kunststoffgefässe und trockene Luft unter 40 % Feuchte verfälschen das Ergebnis. Verwenden Sie den eingebauten Ionisator oder warten Sie 30 Sekunden.

## Fehlermeldungen

Fehler 54 bedeutet Überlast: Nehmen Sie das Wägegut sofort ab. Fehler 56 heisst Unterlast, meist fehlt die Waagschale. Bei Fehler 60 ist die Justierung misslungen; schliessen Sie alle Türen und starten Sie neu.

## Datenausgabe

Über USB sendet die Waage jeden stabilen Wert als Zeile. Das Protokoll kann bis zu 10.000 Wägungen speichern.
`;

const incubator = `
# Nidus 170 CO₂-Inkubator: Gebrauchsanweisung

## Inbetriebnahme

Lassen Sie den Inkubator nach dem Transport zwölf Stunden stehen, bevor Sie ihn einschalten. Füllen Sie die Wasserschale mit drei Litern sterilem, destilliertem Wasser.

## Gasversorgung

Der Druck der CO₂-Flasche wird auf 0,8 bis 1,0 bar eingestellt. Eine volle Flasche zu 30 kg reicht bei normalem Gebrauch etwa vier Monate. Alarm G2 erscheint, wenn kein Gas mehr fliesst.

## Sterilisation mit Heissluft

Starten Sie das Programm bei 180 °C am Abend: Es dauert samt Abkühlung elf Stunden. Nehmen Sie vorher den HEPA-Filter und alle Kulturen heraus, die Einlegeböden bleiben drin.

## Feuchtigkeit

Sinkt die Feuchte unter 85 %, trocknen Kulturen aus. Wechseln Sie das Wasser jede Woche und setzen Sie kein Desinfektionsmittel zu, das Chlor enthält: Es greift den Edelstahl an.

## Türdichtung

Wischen Sie die Dichtung monatlich mit Alkohol ab. Eine rissige Dichtung zeigt sich an Wassertropfen am Rahmen und muss ersetzt werden, Bestellnummer 17-2205.

## Messfühler für CO₂

Der Infrarotsensor wird alle sechs Monate mit einem Prüfgas von 5 % abgeglichen. Weicht er um mehr als 0,3 Prozentpunkte ab, rufen Sie den Kundendienst.
`;

const robot = `
# Arvo One Pipettierroboter: Handbuch

## Sicherheit

Die Haube muss während des Laufs geschlossen sein. Greifen Sie nie in den Arbeitsraum, solange die grüne Leuchte blinkt. Der Not-Halt rechts vorne unterbricht sofort die Stromzufuhr aller Achsen.

## Deckbelegung

Das Deck hat neun Plätze. Abfallbehälter und Spitzengestelle gehören auf die hinteren Plätze, damit der Arm kurze Wege hat.

## Spitzen

Es passen nur die Filterspitzen ARV-200 und ARV-1000. Fremde Spitzen sitzen locker und tropfen. Eine Kiste zu 96 Stück ist in zwei Minuten gewechselt.

## Genauigkeit prüfen

Prüfen Sie die Volumen vierteljährlich gravimetrisch bei 10, 100 und 1.000 Mikrolitern. Zulässig sind zwei Prozent Abweichung bei zehn Mikrolitern, sonst ein Prozent.

## Flüssigkeiten mit hoher Viskosität

Für Glycerin und Seren wählen Sie eine langsame Ansauggeschwindigkeit und eine Pause von einer Sekunde. Sonst bleibt ein Film in der Spitze.

## Störungen

Meldet das Gerät «Achse Z blockiert», entfernen Sie verklemmte Spitzen und führen eine Referenzfahrt aus. Geht die Kommunikation verloren, hilft meist ein Neustart der Steuerung; Protokolle gehen dabei nicht verloren.
`;

export const germanManuals: readonly SampleDocument[] = [
  { path: "manuals/gravis-a220.md", text: balance },
  { path: "manuals/nidus-170.docx", text: incubator },
  { path: "manuals/arvo-one.pdf", text: robot },
];
