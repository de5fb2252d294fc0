// German phrases of the retention phrasebook.
const training =
  "Gern richte ich für Ihr Team eine Schulung ein, entlang der Methoden, mit denen Sie heute arbeiten: für neue Kolleginnen und Kollegen als Einstieg, für alle anderen als Auffrischung.";

export const german = {
  locale: "de-DE",
  subjects: [
    "Vor Ihrer Verlängerung am {renewal_ahead|date}: ein kurzes Gespräch?",
    "Ihr Meridian-Vertrag bis {renewal_ahead|date}: Was würde Ihnen am meisten helfen?",
    "Ihre Verlängerung am {renewal_near|date}: ein kurzes Gespräch?",
    "Ihre Verlängerung vom {renewal_past|date}: Was würde Ihnen am meisten helfen?",
    "Wie können wir Ihr Labor unterstützen?",
  ],
  greetings: [
    "Guten Tag {salutation} {last_name},",
    "Guten Tag {first_name} {last_name},",
    "Guten Tag {contact},",
    "Guten Tag,",
  ],
  openings: [
    "am {renewal_ahead|date} steht die Verlängerung Ihres Vertrags ({account}) an. Rechtzeitig vorher möchte ich sicher sein, dass unsere Geräte das leisten, wofür Sie sie angeschafft haben.",
    "die Verlängerung Ihres Vertrags ({account}) am {renewal_ahead|date} ist ein guter Anlass, gemeinsam darauf zu schauen, wie es in Ihrem Labor läuft. Ich spreche lieber jetzt mit Ihnen, als auf den Termin zu warten.",
    "bei Meridian bin ich für Ihr Haus ({account}) zuständig. Bevor am {renewal_ahead|date} die Verlängerung Ihres Vertrags ansteht, möchte ich mit Ihnen besprechen, was wir für Sie besser machen können.",
    "schon am {renewal_near|date} steht die Verlängerung Ihres Vertrags ({account}) an. Vorher möchte ich sicher sein, dass unsere Geräte das leisten, wofür Sie sie angeschafft haben.",
    "bei Meridian bin ich für Ihr Haus ({account}) zuständig. Da die Verlängerung Ihres Vertrags bereits am {renewal_near|date} ansteht, möchte ich in den nächsten Tagen mit Ihnen besprechen, was wir für Sie besser machen können.",
    "am {renewal_past|date} stand die Verlängerung Ihres Vertrags ({account}) an, und sie ist noch offen. Ich möchte die Gelegenheit nutzen und von Ihnen hören, ob unsere Geräte das leisten, wofür Sie sie angeschafft haben.",
    "bei Meridian bin ich für Ihr Haus ({account}) zuständig. Die Verlängerung Ihres Vertrags stand am {renewal_past|date} an; bevor wir sie abschließen, möchte ich mit Ihnen besprechen, was wir für Sie besser machen können.",
    "mit Blick auf die Verlängerung Ihres Vertrags am {renewal_date|date} möchte ich sicher sein, dass unsere Geräte das leisten, wofür Sie sie angeschafft haben.",
    "ich möchte sicher sein, dass unsere Geräte in Ihrem Labor das leisten, wofür Sie sie angeschafft haben.",
  ],
  arguments: [
    {
      feature: "usage_trend",
      topic: "use",
      when: { fact: "usage_trend", below: -0.1 },
      subjects: ["Damit Meridian Ihrem Team wieder mehr nützt", "Eine Schulung für Ihr Team?"],
      paragraphs: [
        `Seit dem {usage_since|day} nutzt Ihr Team die Meridian-Software {usage_trend|drop} weniger als zuvor. Meist liegt das nicht an der Arbeit selbst, sondern an wechselnden Zuständigkeiten oder einem Ablauf, der nicht mehr passt. ${training}`,
        `Mir ist aufgefallen, dass die Nutzung der Meridian-Software in Ihrem Team seit dem {usage_since|day} um {usage_trend|drop} zurückgegangen ist. Wenn etwas im Weg steht, möchte ich es wissen und beheben. ${training}`,
        `In den letzten zwölf Wochen hat Ihr Team die Meridian-Software {usage_trend|drop} weniger genutzt als in den zwölf Wochen davor. Wenn etwas im Weg steht, möchte ich es wissen und beheben. ${training}`,
        `Es sieht so aus, als spiele die Meridian-Software in Ihrem Alltag zuletzt eine kleinere Rolle. Wenn etwas im Weg steht, möchte ich es wissen und beheben. ${training}`,
      ],
    },
    {
      feature: "seat_use",
      topic: "use",
      when: { fact: "seat_use", below: 0.75 },
      subjects: ["Mehr aus Ihren Meridian-Lizenzen machen", "Sind Ihre Meridian-Lizenzen in den richtigen Händen?"],
      paragraphs: [
        `Zurzeit sind {active_users|number:0} Ihrer {licensed_users|number:0} Lizenzen in Gebrauch. Sie sollen nicht für Zugänge zahlen, für deren Einarbeitung niemand Zeit findet. ${training} Und wenn es schlicht zu viele Lizenzen sind, sprechen wir offen darüber.`,
        `Von den {licensed_users|number:0} Lizenzen in Ihrem Vertrag sind {active_users|number:0} in Gebrauch. Entweder brauchen Ihre Kolleginnen und Kollegen einen besseren Einstieg, oder die Zahl passt nicht mehr; beides lässt sich lösen. ${training}`,
        `In den letzten acht Wochen waren etwa {seat_use|percent} Ihrer Lizenzen in Gebrauch. Entweder brauchen Ihre Kolleginnen und Kollegen einen besseren Einstieg, oder die Zahl passt nicht mehr; beides lässt sich lösen. ${training}`,
        `Offenbar sind nicht alle Ihre Lizenzen in Gebrauch. ${training}`,
      ],
    },
    {
      feature: "weeks_silent",
      topic: "use",
      when: { fact: "weeks_silent", above: 1 },
      subjects: ["Es ist ruhig geworden: Können wir helfen?", "Steht Ihrer Arbeit mit Meridian etwas im Weg?"],
      paragraphs: [
        `In den letzten zwölf Wochen hat in Ihrem Labor {weeks_silent|plural:one=eine Woche,other=# Wochen} lang niemand mit der Meridian-Software gearbeitet. Dafür kann es gute Gründe geben; falls nicht, wüsste ich gern, was im Weg steht. ${training}`,
        `Um Ihre Meridian-Software ist es zuletzt ruhig geworden. Dafür kann es gute Gründe geben; falls nicht, wüsste ich gern, was im Weg steht. ${training}`,
      ],
    },
    {
      feature: "error_rate",
      topic: "service",
      when: { fact: "error_rate", above: 0.5 },
      subjects: ["Ein Servicebesuch für Ihre Meridian-Geräte", "Ihre Geräte sollen fehlerfrei laufen"],
      paragraphs: [
        "In den letzten zwölf Wochen haben Ihre Geräte etwa {error_rate|number} Fehler je hundert Sitzungen gemeldet, mehr, als Sie hinnehmen sollten. Ich möchte Ihnen jemanden aus unserer Technik ins Labor schicken und als festen Kontakt nennen, bis alles sauber läuft.",
        "Etwa {error_rate|number} Fehler je hundert Sitzungen in den letzten zwölf Wochen: Das können Ihre Geräte besser. Lassen Sie uns einen Servicebesuch vereinbaren, durch jemanden, der danach Ihr fester Kontakt bleiben kann.",
        "Ihre Geräte melden häufiger Fehler, als sie sollten. Ich möchte Ihnen jemanden aus unserer Technik ins Labor schicken und als festen Kontakt nennen, bis alles sauber läuft.",
      ],
    },
    {
      feature: "tickets_90d",
      topic: "service",
      when: { fact: "tickets_90d", above: 1 },
      subjects: ["Ihre offenen Fragen gemeinsam klären", "Ihre Supportanfragen der letzten Wochen"],
      paragraphs: [
        "In den letzten drei Monaten mussten Sie sich {tickets_90d|plural:one=einmal,other=#-mal} an unseren Support wenden, und {open_tickets|plural:one=ein Fall ist,other=# Fälle sind} noch offen. Die Zeit, die Sie das gekostet hat, tut mir leid. Ich möchte Ihnen jemanden aus unserer Technik nennen, der Ihre Installation kennt, alles Offene übernimmt und zu Ihnen kommt, wenn es so schneller geht.",
        "In den letzten drei Monaten mussten Sie sich {tickets_90d|plural:one=einmal,other=#-mal} an unseren Support wenden. Die Zeit, die Sie das gekostet hat, tut mir leid. Ich möchte Ihnen jemanden aus unserer Technik nennen, der Ihre Installation kennt, alles Offene übernimmt und zu Ihnen kommt, wenn es so schneller geht.",
        "Ihr Team hat sich in den letzten drei Monaten {tickets_90d|plural:one=einmal,other=#-mal} an unseren Support gewandt. Das ist zu oft. Ich schlage vor, dass jemand aus unserer Technik alles in einem Zug mit Ihnen durchgeht und danach Ihr fester Kontakt bleibt.",
        "Ihr Team musste sich häufiger an unseren Support wenden, als es sein sollte. Ich möchte Ihnen jemanden aus unserer Technik nennen, der Ihre Installation kennt und alles Offene übernimmt.",
      ],
    },
    {
      feature: "urgent_tickets_90d",
      topic: "service",
      when: { fact: "urgent_tickets_90d", above: 0 },
      subjects: ["Nach Ihren dringenden Fällen: gemeinsam zur Ursache", "Zu Ihren dringenden Supportanfragen"],
      paragraphs: [
        "In den letzten drei Monaten gab es bei Ihnen {urgent_tickets_90d|plural:one=einen dringenden Supportfall,other=# dringende Supportfälle}. Wenn ein Gerät steht, steht auch Ihre Arbeit, und das tut mir leid. Ich möchte einen Servicebesuch vereinbaren, mit einem festen Kontakt in der Technik, den Sie danach direkt anrufen können.",
        "Sie hatten in den letzten drei Monaten {urgent_tickets_90d|plural:one=einen dringenden Fall,other=# dringende Fälle} bei unserem Support. Ich möchte, dass wir die Ursache finden und nicht nur das Symptom: Lassen Sie uns einen Servicebesuch planen, mit jemandem aus der Technik, an den Sie sich danach direkt wenden können.",
        "Ich weiß, dass einige Ihrer Anfragen an unseren Support dringend waren. Ich möchte, dass wir die Ursache finden und nicht nur das Symptom: Lassen Sie uns einen Servicebesuch planen, mit einem festen Kontakt in der Technik.",
      ],
    },
    {
      feature: "overdue_invoices",
      topic: "billing",
      when: { fact: "overdue_invoices", above: 0 },
      subjects: ["Können wir bei einer offenen Rechnung helfen?", "Offene Rechnungsfragen gemeinsam klären"],
      paragraphs: [
        "Bei uns {overdue_invoices|plural:one=ist noch eine Rechnung,other=sind noch # Rechnungen} offen. Falls daran etwas nicht stimmt, eine Bestellnummer, ein Betrag oder die Anschrift, sagen Sie es mir: Unsere Buchhaltung kann Sie anrufen, und meist ist es mit diesem einen Gespräch erledigt.",
        "Ich habe gesehen, dass noch {overdue_invoices|plural:one=eine unserer Rechnungen,other=# unserer Rechnungen} offen {overdue_invoices|plural:one=ist,other=sind}. Oft fehlt nur eine Bestellnummer, oder die Rechnung liegt am falschen Platz. Soll unsere Buchhaltung Sie anrufen und das direkt mit Ihnen klären?",
        "Offenbar gibt es noch eine Frage zu unseren Rechnungen. Soll unsere Buchhaltung Sie anrufen und das direkt mit Ihnen klären?",
      ],
    },
    {
      feature: "days_late",
      topic: "billing",
      when: { fact: "days_late", above: 5 },
      subjects: ["Unsere Rechnungen einfacher für Sie machen", "Ein einfacherer Weg für unsere Rechnungen"],
      paragraphs: [
        "Ich habe den Eindruck, dass unsere Rechnungen bei Ihnen einen Umweg nehmen, bis sie am richtigen Platz sind. In einem kurzen Gespräch mit unserer Buchhaltung ließe sich einrichten, was Ihnen besser passt: eine andere Anschrift, andere Termine, eine Bestellnummer auf jeder Rechnung.",
        "Unsere Rechnungen passen offenbar nicht gut zu Ihren Zahlungsläufen. Unsere Buchhaltung ruft Sie gern an und findet mit Ihnen, was besser passt: andere Termine, eine andere Anschrift oder eine Rechnung statt mehrerer.",
      ],
    },
    {
      feature: "failed_payments_12m",
      topic: "billing",
      when: { fact: "failed_payments_12m", above: 0 },
      subjects: ["Ihre Zahlungen in Ordnung bringen", "Eine schnelle Lösung für Ihre Zahlungen"],
      paragraphs: [
        "Im vergangenen Jahr {failed_payments_12m|plural:one=ist eine Zahlung,other=sind # Zahlungen} an uns nicht durchgegangen. Meist liegt das an einem geänderten Konto oder einem abgelaufenen Mandat. Unsere Buchhaltung bringt das in einem kurzen Gespräch mit Ihnen in Ordnung, damit es Ihre Kolleginnen und Kollegen nicht noch einmal beschäftigt.",
        "Zahlungen an uns sind nicht immer durchgegangen. Meist liegt das an einem geänderten Konto oder einem abgelaufenen Mandat. Unsere Buchhaltung bringt das in einem kurzen Gespräch mit Ihnen in Ordnung.",
      ],
    },
    {
      feature: "auto_renew",
      topic: "renewal",
      when: { fact: "auto_renew", below: 0.5 },
      subjects: ["Ihre Verlängerung: Was soll die nächste Laufzeit bringen?", "Wie es mit Meridian weitergehen kann"],
      paragraphs: [
        "Ihr Vertrag verlängert sich nicht von selbst, und ich möchte nicht, dass Sie unter Zeitdruck entscheiden müssen. Lassen Sie uns bald über die nächste Laufzeit sprechen: welche Geräte und Leistungen Sie brauchen, welche nicht, und was die kommenden Jahre planbarer macht.",
        "Da Ihr Vertrag endet, wenn wir ihn nicht gemeinsam verlängern: Lassen Sie uns bald ansehen, was die nächste Laufzeit umfassen soll und worauf Sie verzichten können.",
      ],
    },
    {
      feature: "contract_term_months",
      topic: "renewal",
      subjects: [
        "Eine Laufzeit, die zu Ihren Plänen passt",
        "Ihre Verlängerung: Was soll die nächste Laufzeit bringen?",
      ],
      paragraphs: [
        "Über die nächste Laufzeit möchte ich sprechen, solange sie sich noch gestalten lässt: die Geräte und Leistungen, die Sie brauchen, die, auf die Sie verzichten können, und eine Dauer, die zu Ihrer Planung passt statt zu unserer.",
        "Wenn Sie mir sagen, was Ihr Labor im kommenden Jahr vorhat, kann ich einen Vorschlag zusammenstellen, der dem folgt, im Umfang wie in der Laufzeit.",
      ],
    },
    {
      feature: "champion_left",
      topic: "people",
      when: { fact: "champion_left", above: 0.5 },
      subjects: ["Ihr Kontakt bei Meridian stellt sich vor", "Kennenlernen und gemeinsam Bestand aufnehmen"],
      paragraphs: [
        "Wie ich höre, ist die Person, die Meridian bei Ihnen betreut hat, nicht mehr da. Mit einem Menschen geht viel Wissen, deshalb möchte ich uns neu vorstellen: was Sie im Einsatz haben, was es kann und wen Sie anrufen können. Eine halbe Stunde genügt, und wer die Aufgabe übernimmt, ist herzlich eingeladen.",
        "Da die Person, mit der wir zusammengearbeitet haben, Ihr Team verlassen hat, möchte ich mit der Nachfolge gern neu beginnen: mit einer kurzen Einführung in das, was Sie haben, wie Ihr Labor es nutzt und wer bei Meridian für Sie da ist.",
      ],
    },
  ],
  otherwise: [
    "Ich möchte aus erster Hand hören, was für Sie gut läuft, was nicht und was Sie im kommenden Jahr vorhaben. Daraus stelle ich einen passenden Vorschlag für die nächste Laufzeit zusammen.",
    "Sagen Sie mir, was gut gelaufen ist und was nicht. Ich höre es lieber von Ihnen, als es zu erraten, und komme mit einem Vorschlag für die nächste Laufzeit zurück, der es berücksichtigt.",
  ],
  closings: [
    "Passt Ihnen nächste Woche eine halbe Stunde? Eine kurze Antwort mit einer Uhrzeit genügt, um den Rest kümmere ich mich.",
    "Antworten Sie mir einfach mit einem Tag, der Ihnen passt, und ich rufe an. Wenn jemand anders in Ihrem Team die richtige Person dafür ist, freue ich mich über einen Hinweis.",
    "Wann wäre ein guter Zeitpunkt für ein Gespräch? Nennen Sie mir, was Ihnen passt, ich kümmere mich um den Rest.",
  ],
  signatures: [
    "Mit freundlichen Grüßen\n\n{owner}\n{owner_title}\nMeridian Instruments",
    "Mit freundlichen Grüßen\n\n{owner}\nMeridian Instruments",
    "Mit freundlichen Grüßen\n\nIhr Team von Meridian Instruments",
  ],
};
