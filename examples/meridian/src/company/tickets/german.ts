// The German phrasebook.
import { germanTopics } from "./german-topics.ts";
import { lines, type Phrasebook } from "./phrasebook.ts";

export const german: Phrasebook = {
  topics: germanTopics,
  greetings: lines(`Guten Tag,
    Sehr geehrte Damen und Herren,
    Hallo {agentFirst},
    Hallo zusammen,
    Liebes Meridian-Team,
    Guten Morgen,`),
  moods: {
    angry: lines(`Das ist [völlig|schlicht|absolut] inakzeptabel.
      Ich bin [stinksauer|sehr verärgert|fassungslos].
      Das ist jetzt das [dritte|vierte|fünfte] Mal [in diesem Jahr|in zwei Monaten], und es ändert sich nichts.
      [Niemand|Kein Mensch] [meldet sich|ruft zurück|fühlt sich zuständig], [eine Frechheit|eine Zumutung].
      Ihr Service ist [eine Katastrophe|miserabel|unterirdisch] geworden.
      [Wir verlieren|Sie kosten uns] Zeit, Geld und [unersetzliche Proben|Kunden].
      Für [den Preis|das Geld] [bekommen wir nichts als Ausreden|ist das ein Witz].
      Unsere Leitung ist [empört|sauer], wir [sehen uns bereits anderswo um|sprechen mit Ihrem Wettbewerb].
      Mir [reicht es|platzt der Kragen].
      Na wunderbar, wieder eine Woche ohne Gerät.`),
    worried: lines(`Wir machen uns [Sorgen|große Sorgen] [um die Proben|um den Termin].
      Wir befürchten, dass [der Fehler wiederkommt|es schlimmer wird].
      [Wenn das so weitergeht|Fällt es noch einmal aus], schaffen wir die Frist am {due} nicht.
      [Im Team wachsen die Zweifel|Wir sind nicht sicher, ob wir uns darauf verlassen können].
      Wir haben kein Ersatzgerät, [das beunruhigt uns|daher die Unruhe].
      Die Geschäftsführung [stellt Fragen|wird nervös].
      [Leider|Bedauerlicherweise] [wird das zum Risiko|häuft sich das].`),
    neutral: lines(`Die Protokolle hängen an.
      [Softwarestand ist {version}|Wir haben Version {version}].
      Unser Zeichen: {reference}.
      [Es eilt nicht|Vorerst können wir uns behelfen].
      Das Gerät steht in Gebäude {n}.
      Zugang werktags von 8 bis 16 Uhr.`),
    content: lines(`[Sonst|Ansonsten] [sind wir zufrieden|läuft alles gut].
      Danke für die schnelle Antwort beim letzten Mal.
      [Kann nicht klagen|Da gibt es nichts zu meckern], [im Großen und Ganzen|wirklich].
      Das Gerät [tut, was es soll|läuft gut] seit der Wartung.
      Wir sind mit dem Service [zufrieden|recht zufrieden].`),
    delighted: lines(`Wir sind [begeistert|hellauf begeistert].
      [Großartige|Hervorragende|Fantastische] Arbeit, wirklich.
      Das ist mit Abstand der beste [Service|Lieferant], den wir haben.
      Das ganze Labor ist [beeindruckt|hingerissen].
      Das hat unsere Erwartungen [weit übertroffen|übertroffen].
      Es ist eine Freude, mit Ihnen zu arbeiten.`),
  },
  endings: {
    angry: lines(`Ich erwarte [heute noch|bis morgen Mittag] eine [Antwort|schriftliche Antwort].
      Ohne Lösung bis {due} werden wir [kündigen|den Vertrag nicht verlängern].
      Wir fordern [Ersatz|ein Gespräch mit der Leitung].
      Tun Sie endlich etwas.`),
    worried: lines(`Bitte [melden Sie sich bald|halten Sie uns auf dem Laufenden].
      Wir hoffen auf eine baldige Lösung.
      Gibt es einen Plan B?`),
    neutral: lines(`Vielen Dank.
      Danke [im Voraus|vorab].
      Um kurze Rückmeldung wird gebeten.`),
    content: lines(`Danke [wie immer|nochmals|für die gute Arbeit].
      Keine Eile.
      Schöne Woche!`),
    delighted: lines(`[Tausend Dank|Ganz herzlichen Dank]!
      Weiter so!
      Bitte danken Sie allen Beteiligten!`),
  },
  asides: lines(`{colleague} [hat das schon einmal gemeldet|kennt die Einzelheiten|liest mit].
    Ich habe am {date} mit {agent} gesprochen.
    {owner} weiß Bescheid.
    {colleague} ({colleagueEmail}) [vertritt mich|kann Zugang geben].
    Bei {company} [arbeiten {n} Leute damit|teilen sich zwei Labore das Gerät].
    {colleague} ist bis {due} im Urlaub.`),
  reach: lines(`Sie erreichen mich unter {phone}.
    Bitte rufen Sie mich an: {phone}[| (vormittags)].
    Tel. {phone}, {email}
    Am besten per Mail: {email}.
    Falls ich nicht da bin: {colleague}, {colleaguePhone}.`),
  farewells: lines(`Mit freundlichen Grüßen
    Freundliche Grüße
    Viele Grüße
    Beste Grüße
    MfG
    Gruß`),
  handover: lines(`{gone} ist nicht mehr bei {company}, [ich habe übernommen|bitte wenden Sie sich künftig an mich].
    Seit {gone} weg ist, [kennt hier niemand den Vertrag|kümmere ich mich um die Geräte].
    Ich bin in der Nachfolge von {gone} und [prüfe alle Lieferanten|versuche zu verstehen, wofür wir Meridian nutzen].`),
  callNotes: lines(`Telefonnotiz {agentFirst}: {name}, {title}, {company}, Rückruf unter {phone}:
    Anruf von {name} ({company}), {phone}, wörtlich:
    Anrufbeantworter, {name}, {phone}:`),
  chatNotes: lines(`Chat mit {name} ({email}):
    Chat, {name}, {company}:`),
  reply: lines(`Am {date} schrieb {agent}: „[Wir kümmern uns darum|Das Teil ist unterwegs].“`),
};
