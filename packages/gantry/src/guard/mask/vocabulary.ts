// Words that decide whether a capital means a name, in English, French and German.

const set = (words: string): ReadonlySet<string> => new Set(words.split(/\s+/));

/** In front of a surname. Lower case, without the full stop. */
export const titles = set(
  "mr mrs ms miss mx dr prof professor sir madam lord lady captain capt rev reverend judge senator herr herrn frau fräulein monsieur madame mademoiselle mme mlle mm maître dame doktor docteur doctor professeur professeure docteure mag dipl ing don doña señor señora signor signora dott dottoressa mevrouw meneer fru hr pan pani sra",
);

/** Titles that count in small letters too, in any sentence. */
export const spokenTitles = set(
  "doctor docteur docteure doktor professor professeur professeure madame monsieur señor señora signor signora",
);

/** Small words inside names. */
export const particles = set(
  "van von der den de du da di del della la le les zu zur vom dos das bin ibn al el ten ter y e mac mc st ben o",
);

/** After these, even a name that nobody knows and that is not capitalised is one. */
export const strongIntroductions: ReadonlySet<string> = new Set([
  "my name is",
  "my name's",
  "name is",
  "i am called",
  "je m'appelle",
  "je me nomme",
  "mon nom est",
  "ich heiße",
  "ich heisse",
  "mein name ist",
  "me llamo",
  "mi nombre es",
  "mi chiamo",
  "ik heet",
  "mijn naam is",
  "jag heter",
  "call me",
]);

/** What comes before a name when people introduce or address somebody; lower case, space-separated, longest first. */
export const introductions: readonly string[] = [
  ...strongIntroductions,
  "name's",
  "named",
  "named him",
  "named her",
  "this is",
  "i am",
  "i'm",
  "signed",
  "sincerely",
  "je suis",
  "meu nome é",
  "chamo-me",
  "jeg heter",
  "jeg hedder",
  "nazywam się",
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

/** What people are at work: before a name, never part of one. Lower case. */
export const roleWords = set(
  "manager director head lead leader chief officer technician engineer scientist associate fellow assistant analyst administrator boss supervisor colleague colleagues purchasing procurement quality laboratory lab research operations finance qa qc it lims responsable directeur directrice chef cheffe technicien technicienne ingénieur ingénieure chercheur chercheuse assistant assistante acheteur acheteuse collègue collègues achats qualité laboratoire recherche leiter leiterin leitung chefin laborleiter laborleiterin techniker technikerin ingenieur ingenieurin wissenschaftler wissenschaftlerin mitarbeiter mitarbeiterin kollege kollegin einkauf einkäufer einkäuferin qualitätsmanagement labor forschung sachbearbeiter sachbearbeiterin tel tél telefon téléphone phone mobile mobil handy portable fax mail email lab web call callback rückruf anruf durchwahl rappel rappelez rappelez-moi patient patientin patiente defendant plaintiff tenant client cliente mandant mandantin verkäufer verkäuferin kunde kundin ärztin arzt anwalt anwältin avocat avocate lehrer lehrerin witness zeuge zeugin agent agente berater beraterin monteur hausmeister geschäftsführer geschäftsführerin nachbar nachbarin voisin voisine appelez appelez-moi",
);
