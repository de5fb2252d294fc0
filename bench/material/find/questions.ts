// Questions over the sample company's documents with the passage that answers each. Written beside the documents, before any
// search was run over them, as people ask: often in other words than the document's.
export interface Question {
  readonly ask: string;
  readonly language: "english" | "german" | "french";
  /** The document's path in its collection. */
  readonly document: string;
  /** Words of the passage that answers it, as they stand there. */
  readonly holds: string;
}

const q =
  (language: Question["language"], document: string) =>
  (ask: string, holds: string): Question => ({ ask, language, document, holds });

const lc = q("english", "coluna-lc-40.html");
const cabinet = q("english", "serena-b120.pdf");
const spin = q("english", "vortana-c240r.docx");
const cover = q("english", "warranty.md");
const agreement = q("english", "service-agreements.pdf");
const scale = q("german", "gravis-a220.md");
const culture = q("german", "nidus-170.docx");
const robot = q("german", "arvo-one.pdf");
const delivery = q("german", "lieferbedingungen.docx");
const light = q("french", "lumira-uv-80.html");
const meter = q("french", "ionara-500.md");
const sale = q("french", "conditions-de-vente.html");

/** Asked in the language of the document. */
export const questions: readonly Question[] = [
  lc("How many people are needed to lift the pump of the LC-40?", "lifted by two people"),
  lc("What does error E-217 mean?", "E-217 means"),
  lc("How often do the piston seals have to be replaced?", "every 2,000 hours of pumping"),
  lc("part number of the seal kit", "40-1187"),
  lc("When is the deuterium lamp of the HPLC worn out?", "60 % of its first intensity"),
  lc("Can I leave buffer in the pump overnight?", "never stand in the pump overnight"),
  lc("What should I do before I don't use the chromatograph for some weeks?", "replace aqueous eluents"),
  lc("How cold does the sample compartment of the autosampler get?", "cooled down to 4 °C"),
  lc("How far may the flow rate deviate at the yearly calibration?", "deviation may be at most 1 %"),
  cabinet("The cabinet shows a red light and beeps, what now?", "inflow has fallen below"),
  cabinet("What does code A-05 stand for?", "A-05 to a fan"),
  cabinet("Who may change the HEPA filters of the Serena?", "Only trained service staff"),
  cabinet("How long must I wait after turning on the fan?", "wait three minutes"),
  cabinet("I spilled a culture in the biosafety cabinet", "Cover the liquid with paper"),
  cabinet("How often is certification under EN 12469 due?", "certified every twelve months"),
  spin("The centrifuge stops with IMB", "stops the run with the message IMB"),
  spin("Power cut: how can I get the lid open?", "turn the hexagon key"),
  spin("When must a rotor be thrown away?", "retired after seven years"),
  spin("May I clean the rotor with bleach?", "Bleach destroys"),
  spin("Maximum speed of the swing-out rotor", "4,700 rpm"),
  cover("How long is the guarantee on a new instrument?", "covered for 24 months"),
  cover("Are lamps and electrodes under warranty?", "covered for 90 days"),
  cover("Within how many days does a fault have to be reported?", "within 14 days of noticing"),
  cover("For how long can I still buy spare parts?", "remain available for ten years"),
  cover("Does the warranty carry over if I sell the device second hand?", "passes to a new owner"),
  agreement("How quickly is a technician on site with the Plus agreement?", "with Plus within two"),
  agreement("Do I get a replacement unit while mine is being repaired?", "loan instrument when a repair"),
  agreement("How do I cancel my service contract?", "cancelled three months before its end"),
  agreement("How many preventive visits are in Complete?", "Complete four"),
  scale("Warum schwankt die Anzeige der Waage?", "Erschütterungen und Luftzug"),
  scale("Wie lange muss die Waage aufwärmen?", "zwei Stunden, bis sie warm ist"),
  scale("Was bedeutet Fehler 54?", "Fehler 54 bedeutet"),
  scale("Wie oft muss ich mit einem externen Gewicht prüfen?", "einmal im Monat nötig"),
  scale("Darf der Windschutz in die Spülmaschine?", "nie in der Spülmaschine"),
  scale("Wie stelle ich die Waage waagrecht?", "Blase der Libelle"),
  scale("Wie viele Wägungen passen in das Protokoll?", "10.000 Wägungen"),
  culture("Wie lange reicht eine Gasflasche beim Inkubator?", "etwa vier Monate"),
  culture("Was bedeutet Alarm G2?", "Alarm G2 erscheint"),
  culture("Wie heiss und wie lang ist die Sterilisation?", "180 °C"),
  culture("Meine Kulturen trocknen aus", "trocknen Kulturen aus"),
  culture("Bestellnummer der Türdichtung", "17-2205"),
  culture("Wann muss der CO2-Sensor abgeglichen werden?", "alle sechs Monate mit einem Prüfgas"),
  robot("Welche Spitzen passen in den Arvo One?", "ARV-200 und ARV-1000"),
  robot("Der Roboter meldet, dass eine Achse blockiert ist", "Achse Z blockiert"),
  robot("Wie pipettiert man Glycerin?", "Für Glycerin und Seren"),
  robot("Wie gross darf die Abweichung bei zehn Mikrolitern sein?", "zwei Prozent Abweichung"),
  robot("Wo ist der Notausschalter?", "Not-Halt rechts vorne"),
  delivery("Bis wann muss ich eine Rechnung bezahlen?", "innert 30 Tagen ohne Abzug"),
  delivery("Kann ich unbenutztes Verbrauchsmaterial zurückgeben?", "Ungeöffnete Verbrauchsmaterialien"),
  delivery("Was kostet eine Mahnung?", "Gebühr von 40 Franken"),
  delivery("Wem gehört die Ware, bis sie bezahlt ist?", "vollständigen Bezahlung unser Eigentum"),
  delivery("Welches Gericht ist zuständig?", "Gerichtsstand ist Zürich"),
  light("Quelles cuvettes faut-il pour l'ultraviolet ?", "cuvettes en quartz"),
  light("Combien de temps dure la lampe au tungstène ?", "3 000 heures"),
  light("Que signifie l'erreur 15 ?", "L'erreur 15 indique"),
  light("À quelle fréquence vérifier les longueurs d'onde ?", "tous les six mois"),
  light("Pourquoi la ligne de base dérive-t-elle ?", "Une dérive provient"),
  light("Que faire avant de déplacer le spectrophotomètre ?", "Bloquez le réseau"),
  meter("Dans quelle solution conserver l'électrode ?", "chlorure de potassium"),
  meter("Quelle pente est acceptable au calibrage du pH ?", "entre 95 et 102 %"),
  meter("L'appareil résiste-t-il à l'eau ?", "IP67"),
  meter("Quelle est l'autonomie des piles ?", "400 heures"),
  meter("Combien de fois rincer la cellule de conductivité ?", "Rincez-la trois fois"),
  sale("Quel est le délai de paiement des factures ?", "45 jours fin de mois"),
  sale("Peut-on annuler une commande ?", "annuler sans frais dans les sept jours"),
  sale("La formation est-elle comprise ?", "journée de formation sur place"),
  sale("Combien de temps gardez-vous les coordonnées des clients ?", "conservées cinq ans"),
  sale("Qui paie le transport ?", "à la charge du vendeur"),
];

/** Asked in another language than the document's: words alone find these by names, codes and numbers at best. */
export const acrossLanguages: readonly Question[] = [
  q("german", "coluna-lc-40.html")("Was bedeutet E-217 bei der LC-40?", "E-217 means"),
  q("german", "warranty.md")("Wie lange gilt die Garantie auf ein Gerät?", "covered for 24 months"),
  q("german", "lumira-uv-80.html")("Wie lange hält die Deuteriumlampe des Lumira UV-80?", "1 500 heures"),
  q("german", "vortana-c240r.docx")("Wie öffne ich die Zentrifuge bei Stromausfall?", "turn the hexagon key"),
  q("english", "gravis-a220.md")("What does error 60 on the Gravis A220 mean?", "Bei Fehler 60"),
  q("english", "nidus-170.docx")("How do I sterilise the Nidus 170?", "180 °C"),
  q("english", "ionara-500.md")("Is the Ionara 500 waterproof?", "IP67"),
  q("french", "arvo-one.pdf")("Quelles pointes pour l'Arvo One : ARV-200 ?", "ARV-200 und ARV-1000"),
  q("french", "service-agreements.pdf")("Comment résilier un contrat de service ?", "cancelled three months"),
  q("french", "serena-b120.pdf")("Que signifie le code A-03 de la Serena B120 ?", "Code A-03 points"),
];
