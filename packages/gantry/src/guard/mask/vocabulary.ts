// Words that decide whether a capital means a name, in English, French and German.

const set = (words: string): ReadonlySet<string> => new Set(words.split(/\s+/));

/** In front of a surname. Lower case, without the full stop. */
export const titles = set(
  "mr mrs ms miss mx dr prof professor sir madam lord lady captain capt rev reverend judge senator herr herrn frau fräulein monsieur madame mademoiselle mme mlle mm maître dame",
);

/** Small words inside names. */
export const particles = set(
  "van von der den de du da di del della la le les zu zur vom dos das bin ibn al el ten ter y e mac mc st ben o",
);

/** What comes before a name when people introduce or address somebody; lower case, space-separated, longest first. */
export const introductions: readonly string[] = [
  "my name is",
  "my name's",
  "name is",
  "name's",
  "named",
  "named him",
  "named her",
  "i am called",
  "this is",
  "i am",
  "i'm",
  "call me",
  "signed",
  "sincerely",
  "je m'appelle",
  "je me nomme",
  "mon nom est",
  "je suis",
  "ich heiße",
  "ich heisse",
  "mein name ist",
  "ich bin",
  "hier ist",
  "hier spricht",
  "speak to",
  "spoke to",
  "spoke with",
  "talk to",
  "talked to",
  "ask for",
  "contact",
  "contacted",
  "attention",
  "attn",
  "on behalf of",
  "regards",
  "best",
  "br",
  "yours",
  "cdt",
  "mfg",
  "gruß",
  "salutations",
  "thanks",
  "thank you",
  "cheers",
  "merci",
  "danke",
  "cordialement",
  "grüße",
  "grüßen",
  "hi",
  "hello",
  "hey",
  "dear",
  "bonjour",
  "salut",
  "cher",
  "chère",
  "hallo",
  "liebe",
  "lieber",
  "guten tag",
  "moin",
  "voicemail from",
  "message from",
  "call from",
  "chat with",
  "caller",
  "as of now it is",
  "on it is",
  "our qa",
  "in copy",
  "appel noté par",
  "message vocal de",
  "conversation avec",
  "appelez",
  "joindre",
  "anruf von",
  "chat mit",
  "telefonnotiz",
  "nachricht von",
  "ansprechpartner",
  "ansprechpartnerin",
  "interlocuteur",
  "kollege",
  "kollegin",
  "collègue",
  "colleague",
].sort((a, b) => b.length - a.length);

/** A line that ends a letter: the next lines are who wrote it. */
export const closing =
  /^[ \t>]{0,8}(?:(?:kind|best|warm|warmest|many)\s)?(?:regards|wishes|thanks|cheers|sincerely|yours(?: (?:sincerely|truly|faithfully))?|thank you|bien (?:cordialement|à vous)|cordialement|sincères salutations|(?:meilleures )?salutations(?: distinguées)?|cdt|br|best|yours|gruß|gruss|merci(?: d'avance)?|mit (?:freundlichen|besten|herzlichen|lieben) grüßen|(?:freundliche|beste|viele|herzliche|liebe|schöne) grüße|mfg|vg|lg|danke)\s?[,.!]?[ \t]{0,8}$/iu;

/** Endings of company names; compared without full stops. */
export const legalForms = set(
  "gmbh mbh ag kg kgaa ohg ug se inc incorporated llc llp ltd limited plc corp corporation sas sarl sasu eurl spa srl bv nv ab oy oyj aps pty",
);

/** Words by which an organisation is known, when a name stands before them. */
export const organisationWords = set(
  "bank university institute group holdings partners associates industries technologies solutions systems laboratories labs pharma pharmaceuticals hospital clinic foundation college instruments logistics consulting universität hochschule klinikum krankenhaus werke université hôpital laboratoires & bros brothers sons",
);

/** Words that begin sentences or stand capitalised without being names. Lower case. */
export const commonWords = set(
  `
a about above according account across action active actually after again all already also although always am amount an and another any anyone anything are area around as ask asked at available away back bad bank be because been before behind being below best better between big bill both business but buy by call called came can cannot card cards case cash change charge check city class clear client close code come comes company complete contact contract copy could country create credit current customer customers daily data date day days deal dear debit delivery department did different do does doing done down due during each early east either else email end enough error especially even every everyone everything example excellent expected few file final financial find fine first for form found free from full further get getting give given go going good got great had has have having he hello help her here hers hi high him his hold home hope hour hours how however i if important in include including information inside instead interest into invoice is issue it items its just keep kind know last late later least leave left less let letter like limit line list little live long look lost lot made mail main make making manager many market matter may maybe me mean meanwhile meeting message might mine minutes missing money month months more most move much must my name near need never new next nice no none nor north not note nothing now number of off offer office often ok okay old on once one online only open or order orders other others our out outside over own paid part password past pay payment pending people per person phone please possible post present price private problem product products provide public quarter question quick quite rather read ready real really reason received recent regarding regards reply report request result right same save say second see seem send sent service set several shall she should show since sincerely sir site so some someone something sometimes soon sorry south staff start still stop street such support sure system table take team technical tell test than thank thanks that the their them then there these they thing things think this those though three through ticket time title to today together tomorrow too total toward transfer try two type under unfortunately unit until up update upon urgent us use used user using usually very via visit wait want was way we website week weeks welcome well went were west what whatever when where whether which while who whole whom whose why wife will with within without wonderful word work working would write wrong year years yes yesterday yet you young your yours
monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october november december jan feb mar apr jun jul aug sep sept oct nov dec
english french german spanish italian dutch european american british european internet windows linux mac google microsoft apple amazon excel pdf csv api url sql crm erp sap iban bic swift vat usa uk eu us ok faq id it hr ceo cto cfo ssn pin atm tv dvd cd
le la les un une des du de et ou où mais donc or ni car que qui quoi dont ce cet cette ces mon ma mes ton ta tes son sa ses notre nos votre vos leur leurs je tu il elle on nous vous ils elles ne pas plus moins très trop bien mal bonjour bonsoir merci cordialement monsieur madame depuis pendant avant après avec sans sous sur dans par pour chez vers entre contre selon aucun aucune tout toute tous toutes autre autres même si oui non comme quand comment pourquoi combien facture contrat commande livraison produit appareil problème service client équipe semaine mois année jour lundi mardi mercredi jeudi vendredi samedi dimanche janvier février mars avril mai juin juillet août septembre octobre novembre décembre veuillez salutations objet suite est sont être avoir a ai avons avez ont était fait faire peut pouvez pouvons merci
der die das den dem des ein eine einen einem einer eines und oder aber denn doch sondern weil dass wenn als ob wie wo was wer wen wem warum wann ich du er sie es wir ihr mich dich ihn uns euch ihnen mein meine meiner meinem meinen dein sein seine unser unsere unseren ihr ihre ihren ihrem euer nicht kein keine keinen mehr weniger sehr zu zum zur bei beim mit ohne für gegen durch um auf in im an am aus nach von vom vor über unter zwischen seit bis wegen trotz während ist sind war waren sein haben hat hatte hatten werden wird wurde wurden kann können muss müssen soll sollen will wollen darf bitte danke hallo guten tag morgen abend liebe lieber sehr geehrte geehrter geehrten damen herren freundlichen grüßen grüße mit vielen dank leider auch noch schon immer nur jetzt heute gestern hier dort dann also alle alles rechnung rechnungen vertrag verträge kunde kunden gerät geräte problem probleme service support lieferung bestellung firma mitarbeiter team woche wochen monat monate jahr jahre stunde stunden montag dienstag mittwoch donnerstag freitag samstag sonntag januar februar märz april mai juni juli august september oktober november dezember termin anfrage antwort frage fragen telefon nummer email konto zahlung betrag preis angebot kündigung verlängerung nutzung software update fehler
`.trim(),
);

/** What people are at work: before a name, never part of one. Lower case. */
export const roleWords = set(
  "manager director head lead leader chief officer technician engineer scientist associate fellow assistant analyst administrator boss supervisor colleague colleagues purchasing procurement quality laboratory lab research operations finance qa qc it lims responsable directeur directrice chef cheffe technicien technicienne ingénieur ingénieure chercheur chercheuse assistant assistante acheteur acheteuse collègue collègues achats qualité laboratoire recherche leiter leiterin leitung chefin laborleiter laborleiterin techniker technikerin ingenieur ingenieurin wissenschaftler wissenschaftlerin mitarbeiter mitarbeiterin kollege kollegin einkauf einkäufer einkäuferin qualitätsmanagement labor forschung sachbearbeiter sachbearbeiterin tel tél telefon téléphone phone mobile mobil handy portable fax mail email lab web call callback rückruf anruf durchwahl rappel rappelez rappelez-moi appelez appelez-moi",
);
