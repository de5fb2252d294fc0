// The cues of the manner in which a text is put (manner.ts): small words and turns of phrase of all three languages at once.

const words = (list: string): RegExp =>
  new RegExp(String.raw`(?<!\p{L})(?:${list.split(/,\s+/).join("|")})(?!\p{L})`, "iu");

const amount =
  "(?:an?|half an?|one|two|three|four|five|six|seven|eight|nine|ten|twelve|twenty|thirty|forty|fifty|several|few|einem?|einer|eine|zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|zwölf|zwanzig|vierzig|fünfzig|mehreren|wenigen|einigen|une?|deux|trois|quatre|cinq|sept|huit|neuf|dix|douze|quinze|vingt|trente|quarante|cinquante|plusieurs|quelques|moins de|\\d+)";

/** Each is there or not; of all three languages at once. */
const cues: Readonly<Record<string, RegExp>> = {
  question: /\?/,
  exclamation: /!/,
  figure: /\d/,
  request: words(
    "please, kindly, could you, can you, can i, can we, would like, i'd like, we'd like, we need, i need, attached, attachment, enclosed, below, let me know, send me, tell me, confirm, bitte, könnten, können sie, kann ich, möchte, möchten, hätte gern, hätten gern, brauche, brauchen, bräuchte, anbei, anhang, anlage, senden, schicken, schicke, nennen, veuillez, merci de, pouvez, pourriez, peut-on, puis-je, souhaite, souhaitons, voudrais, voudrions, faudrait, faut, ci-joint, annexe, envoyer, indiquez, besoin, souhaiterais, souhaiterions, aimerais, aimerions, désir(?:e|ons), est-il possible, serait-il possible, transmettre, communiquer, faites-vous, avez-vous, proposez-vous, y a-t-il, bekommen wir, bekomme ich",
  ),
  plan: words(
    "will, next, on monday, tuesday, wednesday, thursday, friday, wird, werden, ab, nächste, montag, dienstag, mittwoch, donnerstag, sera, seront, prochain, prochaine, lundi, mardi, mercredi, jeudi",
  ),
  me: words(
    "i, we, us, my, me, our, ich, wir, uns, mir, mich, mein, meine, meiner, unser, unsere, unserem, je, nous, moi, mon, ma, mes, notre, nos, j, m, on, nôtres?",
  ),
  you: words("you, your, yours, ihr, ihre, ihren, ihrem, ihrer, sie, vous, votre, vos, vôtres?"),
  again: words(
    "still, again, already, yet, twice, three times, noch, wieder, schon, erneut, bis heute, toujours (?:pas|rien|aucune?|en|sans|la même|le même), encore, déjà, deux fois, à nouveau",
  ),
  every: words(
    "every, each, all, always, any, whole, entire, jede, jeder, jedes, jeden, alle, alles, immer, ganze, ganzen, chaque, tous, toutes, tout, toute, toujours",
  ),
  nobody: words(
    "never, nobody, no one, nothing, none, nie, niemand, keiner, nichts, jamais, personne, rien, aucun, aucune",
  ),
  not: words(
    "not, don't, doesn't, didn't, can't, cannot, couldn't, won't, isn't, wasn't, haven't, hasn't, nicht, kein, keine, keinen, pas, ne, n",
  ),
  after: words(
    "after, since, for months, for weeks, seit, nach, nachdem, wochenlang, monatelang, depuis, après, longtemps",
  ),
  concession: words(
    "although, though, even though, while, yet, then, instead, obwohl, trotzdem, statt, dann, dabei, doch, alors que, bien que, pourtant, puis, au lieu",
  ),
  condition: words("if, would, had, wenn, wäre, hätte, würde, si, aurait, serait"),
  even: words("even, also, too, finally, at last, sogar, auch, endlich, même, aussi, enfin"),
  must: words("had to, forced, mussten, musste, dû, obligés, obligée?, contraints?, a fallu"),
  less: words("less, fewer, lower, only, half, barely, weniger, nur, hälfte, kaum, moins, seulement, moitié, à peine"),
  more: words("more, than, ever, mehr, als, besser, plus"),
  soon: words(
    `within ${amount}, in (?:under )?${amount} (?:minutes?|hours?|days?), (?:the )?(?:same|next|very next) (?:day|morning|afternoon|evening), by (?:lunchtime|the evening), at once, right away, straight away, instantly, immediately, first try, in no time, innerhalb, binnen, in ${amount} (?:minuten?|stunden?|tagen?), nach ${amount} (?:minuten?|stunden?), am (?:selben|gleichen|nächsten) (?:tag|morgen|abend), (?:am )?tags darauf, über nacht, sofort, umgehend, auf anhieb, gleich am, dès le, dès la, le jour même, le lendemain, en ${amount} (?:minutes?|heures?|jours?), dans (?:l'heure|la journée|la foulée), tout de suite, aussitôt, immédiatement, du premier coup`,
  ),
  lasting: words(
    `for (?:over |more than |almost |nearly )?${amount} (?:minutes|hours|days|weeks|months), for (?:hours|days|weeks|months|ages), since (?:monday|tuesday|wednesday|thursday|friday|last|january|february|march|april|june|july|august|september|october|november|december), (?:days|weeks|months|hours) (?:late|later|ago|now), seit (?:über |mehr als |fast |gut )?${amount} (?:minuten|stunden|tagen|wochen|monaten), seit (?:tagen|wochen|monaten|stunden|montag|dienstag|mittwoch|donnerstag|freitag|januar|februar|märz|april|mai|juni|juli|august|september|oktober|november|dezember), tagelang, wochenlang, monatelang, stundenlang, depuis (?:plus de |près de |presque )?${amount} (?:minutes|heures|jours|semaines|mois), depuis (?:des|lundi|mardi|mercredi|jeudi|vendredi|janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre), (?:voilà|ça fait|cela fait|il y a) (?:maintenant |déjà |plus de )?${amount} (?:minutes|heures|jours|semaines|mois), pendant ${amount} (?:minutes|heures|jours|semaines|mois)`,
  ),
  nthTime: words(
    "(?:second|third|fourth|fifth|sixth|umpteenth) (?:time|visit|attempt|call|mail|email), (?:zum|das|schon das) (?:zweiten?|dritten?|vierten?|fünften?|sechsten?|wiederholten|x-ten) mal, (?:deuxième|troisième|quatrième|cinquième|sixième|énième) (?:fois|relance|appel|message|visite), every (?:other|second|single) (?:day|week|month|time), jeden zweiten, jedes mal, tous les deux jours, chaque fois, à chaque",
  ),
  announced: words(
    "promised, was told, were told, supposed to, announced, guaranteed, was said to, expected, versprochen, zugesagt, angekündigt, hieß es, vereinbart war, laut vertrag, garantiert, erwartet, erhofft, promis, promise, annoncé, annoncée, garanti, juré, censé, censée, attendais, attendions",
  ),
  others: words(
    "others?, elsewhere, anywhere else, anyone else, other (?:suppliers?|vendors?|firms?|companies|providers?), competitors?, andere, anderen, anderer, anderswo, woanders, sonst, konkurrenz, ailleurs, d'autres, les autres, partout, concurrents?",
  ),
  formerly: words(
    "used to, at first, initially, in the beginning, until now, the old, our old, previous, anfangs, zunächst, früher, am anfang, zuvor, bisher, die alte, der alte, das alte, au début, au départ, avant, auparavant, l'ancien, l'ancienne, jusqu'ici, jusqu'à présent",
  ),
  worried: words(
    "(?:was|were|been) (?:afraid|sceptical|skeptical|worried|nervous|unsure|doubtful), had (?:my|our) doubts, doubted, feared, (?:war|waren|hatte|hatten) (?:\\S+ ){0,3}(?:skeptisch|bedenken|angst|zweifel|sorge|bange), befürchtet, fürchtete, (?:étais|étions|était) (?:\\S+ ){0,2}(?:sceptiques?|inquiets?|inquiète), (?:avais|avait|avions) (?:un peu )?peur, craignais, craignions, redoutais, redoutions, croyais pas, croyions pas, doutais, doutions",
  ),
  unasked: words(
    "himself, herself, themselves, on (?:his|her|their) own, even, without being asked, unasked, von sich aus, ungefragt, eigens, sogar, selbst, même, de lui-même, d'elle-même, spontanément, sans qu'on",
  ),
  leave: words(
    "(?:cancel|terminate|end|leave|not renew) (?:the|our|my|this) (?:contract|subscription|agreement|membership|renewal), money back, deposit back, refund, reimburse\\w*, kündigen, kündigung, zurücktreten, (?:geld|anzahlung|betrag) zurück, erstattung, résilier, résiliation, (?<!s'est )rembours\\p{L}*, récupérer (?:notre|mon), mettre fin",
  ),
  stay: words(
    "again tomorrow, (?:order|buy|book|come|hire) (?:\\S+ ){0,4}again, told (?:our|my) (?:\\S+ ){0,2}(?:company|colleagues|friends|partners), recommended, stay(?:ing)? with you, passing? (?:it|that|this|on), pass (?:\\S+ ){0,3}on to, keep sending, leave it that way, wieder (?:kaufen|bestellen|buchen|nehmen|kommen|beauftragen), weitersagen, weitererzählt, weiterempf\\p{L}+, richten sie, ausrichten, jederzeit wieder, reprendr\\p{L}+, reviendr(?:ai|ons) (?:avec|volontiers|chez), (?<!courrier |lettre |en |par )recommand(?:e|er|é|ons|ez|erai|erais|erons)(?! avec), transmettez, les yeux fermés, sans hésiter",
  ),
  money: words(
    "invoice\\w*, billed, charged?, paid, pay, bill, cost, costs, rechnung\\w*, berechnet, bezahlt, zahlen, gekostet, kostet, facture\\w*, facturée?s?, payer, payé, coûté?, coûte, prix",
  ),
  wonders: words(
    "(?:how|who|why) (?:can|could|is|are|do|does|would|on earth) (?:a|you|it|that|anyone|one|this)\\b[^.]*\\?, is (?:anyone|anybody|this), seriously, (?:wer|wie kann|warum|wieso|was soll)[^.]*\\?, (?:comment|pourquoi|qui) (?:peut|se|est-ce|faut|donc)[^.]*\\?",
  ),
  courtesy: words(
    "best, regards, dear, hello, good morning, good afternoon, hi, hallo, guten tag, guten morgen, sehr geehrte\\w*, bonjour, bonne journée, madame, monsieur, salutations",
  ),
  arrange: words(
    "is there, are there, there are, there is, we have, we plan, takes? over, is due, on the \\d+\\w*, from then on, as of, es gibt, wir haben, wir planen, übernimmt, ab dem, zum \\d+, lautet, il y a(?! (?:\\p{L}+ )?(?:jours?|semaines?|mois|ans?|heures?|longtemps|toujours|encore|un problème)), nous avons deux, nous prévoyons, prend la suite, à partir du, au \\d+, porte le numéro",
  ),
  matters: words(
    "(?:our|new|postal|billing|delivery|email) address, company name, bank details, head office, delivery note, minutes of, opening hours, order number, phone number, meter number, retires, successor, stays? the same, remains? the same, for information, notice period, public holidays?, except on, adresse, firmenname, bankverbindung, zentrale, lieferschein, protokoll, öffnungszeiten, bestellnummer, telefonnummer, kundennummer, zählernummer, in rente, nachfolger\\p{L}*, zur kenntnis, kündigungsfrist, feiertagen?, außer an, raison sociale, coordonnées, siège social, au siège, bon de livraison, compte rendu, horaires, numéro de \\p{L}+, à la retraite, successeur, successrice, rest(?:e|ent) (?:inchangée?s?|identiques?|les? mêmes?|la même), pour information, préavis, jours? fériés?, sauf, valables?, valid, gültig, gelten, s'adresser à, transmets, transmettons, sende ihnen, here are, ci-dessous, ci-après, je vous (?:r?envoie|adresse|retourne|joins|confirme|informe), nous vous (?:r?envoyons|adressons|retournons|confirmons|informons), (?:ich|wir) (?:schicken?|senden?|übersenden?|bestätigen?|übermitteln?) (?:ihnen|hiermit), (?:i am|i'm|we are) (?:sending|returning|confirming), i (?:enclose|confirm|return)",
  ),
  short: /^.{0,60}$/su,
  long: /^.{110,}$/su,
  sentences: /(?<!(?<!\p{L})(?:\p{L}|mr|mrs|ms|dr|mme|mlle|nr|no|st|bzw|ca|ggf|evtl|tel|\d+))[.!]\s+\S/iu,
  clauses: /,/,
};

/** The cues by name, in the order of {@link mannerOf}. */
export const cueNames: readonly string[] = Object.keys(cues);

/** What one says by custom, whatever the mood: thanks for a message, and the closing. */
const customs =
  /(?:many thanks|thanks|thank you|vielen dank|besten dank|danke|merci(?: beaucoup)?) (?:for|für|pour|de) (?:your|ihre|votre|the|die|l')\s?(?:reply|mail|email|message|answer|call|info|information|antwort|nachricht|rückmeldung|anruf|réponse|retour|courriel|appel)[.!,]?|(?:(?:kind|best|warm) regards|best wishes|(?:mit )?(?:freundlichen?|viele|beste|schöne|liebe)n? grüßen?|(?:bien )?cordialement|bien à vous|salutations distinguées)[.!,]?|(?:many thanks|thanks|thank you|vielen dank|besten dank|danke|merci) (?:in advance|im voraus|vorab|d'avance|par avance)[.!,]?/giu;

const withoutCustoms = (text: string): string =>
  text.normalize("NFC").replace(/[’‘`]/g, "'").replace(customs, "").trim();

/** Whether a text says anything beside thanks for a message and a closing. */
export const saysSomething = (text: string): boolean => withoutCustoms(text) !== "";

/** 1 where a cue is there, else 0. */
export const mannerOf = (text: string): readonly number[] => {
  const plain = withoutCustoms(text);
  return Object.values(cues).map((cue) => (cue.test(plain) ? 1 : 0));
};
