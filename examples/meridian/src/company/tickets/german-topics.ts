// Tickets in German: what goes wrong, what people ask for, what they praise.
import { topic } from "./phrasebook.ts";

export const germanTopics = [
  topic(
    "problem",
    "Problem",
    `[Starke Vibrationen|Unwucht] bei {product}
     {product}: Abbruch mit {error}
     Geräusche am Rotor {serial}`,
    `Unser Gerät {product} (Seriennummer {serial}) [vibriert stark|schaltet ab] ab [8.000|10.000|12.000] U/min und meldet {error}.
     Seit dem {date} meldet {product} [bei jedem zweiten Lauf|fast täglich] eine Unwucht.
     Der Rotor von {serial} [schleift|klackert] [beim Anlaufen|beim Abbremsen].`,
    `Wir haben [die Röhrchen neu austariert|den Rotor getauscht], [ohne Erfolg|es hat nichts gebracht].
     Die letzte Wartung war am {date}.
     [{n} Läufe|Proben von zwei Tagen] sind verloren.`,
    `[Können Sie|Bitte] [einen Techniker schicken|einen Termin nennen][| noch diese Woche].
     Dürfen wir das Gerät weiter betreiben?`,
    ["centrifuge", "floor-centrifuge"],
  ),
  topic(
    "problem",
    "Problem",
    `[Basislinie driftet|Kalibrierung fehlgeschlagen] bei {product}
     {product}: Messwerte [nicht reproduzierbar|unplausibel]
     Wellenlängenprüfung [schlägt fehl|nicht bestanden]`,
    `Die Basislinie von {product} driftet um mehr als {percent} % [pro Stunde|innerhalb einer Sequenz].
     Die Wellenlängenprüfung an {serial} schlägt [seit dem {date}|dreimal in Folge] fehl.
     Wir können die Spektren vom {month} [nicht mehr reproduzieren|nicht nachvollziehen].`,
    `Die Lampe hat {hours} Stunden.
     Raumtemperatur und Feuchte sind [unverändert|protokolliert].
     Eine Stabilitätsstudie [steht still|muss wiederholt werden].`,
    `Gibt es dazu [ein Update|eine bekannte Ursache]?
     Wir brauchen [eine Ersatzlampe|eine Kalibrierung mit Zertifikat] bis {due}.`,
    ["spectrometer", "plate-reader"],
  ),
  topic(
    "problem",
    "Problem",
    `[Temperaturalarm|CO₂-Alarm] {product}
     {product} [hält die Temperatur nicht|überhitzt]
     Brutschrank: [Türdichtung|Sensor]`,
    `Der Brutschrank {product} [schwingt auf 38,9 °C|fällt auf 35 °C] [nachts|nach jedem Öffnen].
     Der CO₂-Wert von {serial} zeigt {percent} %, [unser Handgerät dagegen 5,0 %|und schwankt den ganzen Tag].
     Bei {product} bildet sich [hinter der Scheibe|am Sensor] Kondenswasser[, jeden Morgen| seit dem {date}].`,
    `[Zellkulturen|Primärzellen] [sind verloren|sind in Gefahr].
     Wir lagern [gerade alles um|alles beim Nachbarn].
     Die Türdichtung wurde am {date} gewechselt.`,
    `Wann kann jemand [vorbeikommen|sich das ansehen]?
     Bitte [den Korrekturwert bestätigen|den Sensor neu kalibrieren].`,
    ["incubator"],
  ),
  topic(
    "problem",
    "Problem",
    `Ultratiefkühler [hängt bei|erreicht nur] -{deg} °C
     Temperaturalarm {product}
     {product}: Kompressor [läuft durch|defekt]`,
    `Der Tiefkühler {product} [erreicht nur|hängt bei] -{deg} °C, der Kompressor [läuft durch|ist sehr laut].
     Am {date} ist {serial} auf -{deg} °C [aufgetaut, ohne dass ein Alarm kam|angestiegen].`,
    `[Die Patientenproben sind|Unsere Biobank ist] [nicht zu ersetzen|in Gefahr].
     Wir lagern gerade alles [auf Trockeneis|beim Nachbarn] ein.
     Die Filter [sind sauber|wurden gereinigt].`,
    `Wir brauchen [heute noch|binnen 24 Stunden] einen Techniker.
     Können Sie uns [ein Leihgerät stellen|so lange ein Gerät leihen]?`,
    ["freezer"],
  ),
  topic(
    "problem",
    "Problem",
    `{product} [verliert Spitzen|bleibt nachts stehen]
     Volumen bei {product} [außerhalb der Toleranz|falsch]
     Deckkalibrierung [verloren|weg]`,
    `{product} [verliert Spitzen|nimmt keine Spitzen auf] in Spalte {n}.
     Die Volumina weichen bei [5 µl|10 µl|50 µl] um {percent} % ab (gravimetrisch geprüft).
     Nach [dem Stromausfall|dem Update] findet {product} [das Plattenhotel|die Positionen] nicht mehr.`,
    `Nachtläufe müssen [beaufsichtigt werden|ausfallen].
     Im Protokoll steht {error} um [02:14|03:40|23:55] Uhr.
     Die O-Ringe wurden [wie von {agent} empfohlen|nach Handbuch] getauscht.`,
    `Bitte [eine Fernwartung|einen Vor-Ort-Termin] [einplanen|so bald wie möglich].
     Können Sie die Justieranleitung schicken?`,
    ["pipetting-robot"],
  ),
  topic(
    "problem",
    "Problem",
    `[Anmeldung nicht möglich|SSO-Fehler] Meridian Cloud
     Lizenz [abgelehnt|abgelaufen] an {n} Plätzen
     [Export leer|Daten fehlen] seit {version}`,
    `Seit dem {date} kann sich [niemand|die Hälfte des Teams] bei Meridian Cloud anmelden, Meldung: {error}.
     Seit Version {version} ist der [LIMS-Export|PDF-Bericht] [leer|unvollständig], es fehlen {n} Ergebnisse.
     Der Lizenzserver lehnt {n} Plätze ab[, seit verlängert wurde|].`,
    `Unsere IT hat [nichts geändert|alles geprüft].
     Wir [tippen Ergebnisse von Hand ab|arbeiten derzeit auf Papier].
     Laut Ihrer Statusseite ist alles grün.`,
    `Was hat sich bei Ihnen geändert?
     Bitte [schalten Sie uns frei|stellen Sie die Daten wieder her].`,
  ),
  topic(
    "problem",
    "Problem",
    `Bestellung {order}: [Verzug|nicht geliefert]
     [Verbrauchsmaterial|Ersatzteile] [wieder|] im Rückstand
     Falschlieferung {order}`,
    `Die Bestellung {order} war für den {date} zugesagt und ist [immer noch nicht da|verschollen].
     Mit {order} kam [der falsche Rotor|nur die halbe Lieferung].
     [Filter|Spitzen|Lampen] für {product} sind seit {weeks} Wochen nicht lieferbar.`,
    `Der Spediteur [weiß von nichts|hat nichts abgeholt].
     Der Aufbau war für den {date} geplant.
     Im Portal steht weiterhin „[auf Lager|versandbereit]“.`,
    `Bitte nennen Sie einen verbindlichen Termin.
     Geht der Rest per Kurier?`,
  ),
  topic(
    "problem",
    "Billing",
    `Rechnung {invoice}: [falscher Betrag|Rabatt fehlt]
     [Mahnung|Zahlungserinnerung] trotz Zahlung
     Rechnung {invoice} doppelt`,
    `Rechnung {invoice} [enthält {n} gekündigte Lizenzen|berücksichtigt den vereinbarten Rabatt nicht|kam zweimal].
     Wir haben eine Mahnung zu {invoice} erhalten, [obwohl am {date} bezahlt wurde|obwohl sie strittig ist].
     Auf {invoice} fehlt unsere Bestellnummer, [die Buchhaltung lehnt sie ab|das System weist sie zurück].`,
    `Die Buchhaltung hat schon [zweimal|am {date}] geschrieben.
     Die Lastschrift [ist geplatzt|wurde zurückgegeben].
     Die Preiserhöhung war nicht angekündigt.`,
    `Bitte [um Gutschrift|um Korrektur] [noch diesen Monat|kurzfristig].
     Wer kann das klären?`,
  ),
  topic(
    "problem",
    "Problem",
    `[Techniker nicht erschienen|Termin geplatzt]
     {product} [erneut defekt|wieder ausgefallen] nach Reparatur
     [Dritter|Vierter] Einsatz für {serial}`,
    `Der für den {date} angekündigte Techniker ist [nicht erschienen|kurzfristig ausgefallen].
     Nach [zwei|drei] Reparaturen zeigt {product} ({serial}) denselben Fehler.
     Unser Ticket vom {date} wurde geschlossen, [ohne dass etwas behoben war|kommentarlos].`,
    `Ein ganzes Team hat [gewartet|sich freigenommen].
     Das Gerät steht seit {weeks} Wochen.
     Jedes Mal wird nur eine andere Platine getauscht.`,
    `Wir erwarten [einen festen Termin|einen Ansprechpartner].
     Bitte eskalieren Sie an {owner}.`,
  ),
  topic(
    "question",
    "Question",
    `[Schulung|Schulungstermine] {product}
     [Angebot|Preis] für {other}
     Kalibrierzertifikat {serial}`,
    `Wir bekommen im {month} {n} neue [Laborkräfte|Doktoranden] und suchen eine Schulung für {product}.
     Für ein Audit am {due} brauchen wir [das Kalibrierzertifikat|die IQ/OQ-Unterlagen] zu {serial}.
     Bitte um ein Angebot für {other} [mit Aufbau|mit Wartungsvertrag].`,
    `[Online wäre in Ordnung|Gern bei uns vor Ort].
     Ein PDF genügt.
     [Der Einkauf|{colleague}] braucht ein förmliches Angebot.`,
    `Welche Termine haben Sie?
     Bitte an {email} schicken.
     Eine Hausnummer reicht vorerst.`,
  ),
  topic(
    "question",
    "Question",
    `[Garantie|Wartungsvertrag] {serial}
     Umzug von {product}
     [Neuer Ansprechpartner|Neue Lieferadresse]`,
    `Können Sie prüfen, ob für {product}, Nr. {serial}, noch Garantie besteht?
     Wir ziehen im {month} um und nehmen {product} mit.
     Bitte neue Kontaktdaten aufnehmen: {colleague}, {colleagueEmail}, {colleaguePhone}.`,
    `Das Gerät wurde am {date} aufgebaut.
     Der alte Eintrag kann gelöscht werden.`,
    `Was würde eine Verlängerung kosten?
     Eine kurze Bestätigung genügt.
     Wer darf das machen?`,
  ),
  topic(
    "question",
    "Feature Request",
    `[Vorschlag|Wunsch] zur Software von {product}
     [LIMS-Anbindung|Schnittstelle]: Frage
     Empfohlene Einstellungen für {product}?`,
    `Praktisch wäre, wenn die Software von {product} [nach Benutzern filtern|Alarme per SMS senden] könnte.
     Lassen sich Rohdaten von {product} [per REST|direkt] ins LIMS übertragen?
     Welche Einstellungen empfehlen Sie auf {product} für [viskose Proben|kleine Volumina]?`,
    `Bisher behelfen wir uns mit einer Tabelle.
     Im Handbuch zu {version} steht dazu nichts.`,
    `Ist so etwas geplant?
     Gibt es dazu eine Applikationsschrift?
     Ein kurzer Anruf würde reichen.`,
  ),
  topic(
    "praise",
    "Feedback",
    `[Danke|Herzlichen Dank] [|an {agent}]
     {product} läuft
     Rückmeldung nach [Aufbau|Update]`,
    `{agent} hat {product} [am selben Tag|in einer Stunde] repariert und alles gut erklärt.
     Das neue Gerät {product} läuft seit dem {date}, das ganze Team ist [begeistert|angetan].
     Update {version} läuft [reibungslos|ohne Probleme] und [spart uns viel Arbeit|macht vieles leichter].`,
    `Wir sparen {n} Stunden in der Woche.
     Selbst {colleague}, anfangs skeptisch, ist überzeugt.
     Die Schulung war sehr gut vorbereitet.`,
    `Bitte geben Sie das weiter.
     Das Ticket kann geschlossen werden.
     Sie dürfen uns gern als Referenz nennen.`,
  ),
];
