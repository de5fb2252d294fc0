// The values by which people at Meridian ask, with what they call them in English, French and German.
import { countries } from "gantry";
import { productNames } from "../src/index.ts";
import { words } from "./words.ts";

const lines = {
  Separation: words("séparation"),
  Analysis: words("analyse, analytics"),
  Automation: words("automatisation, automatisierung"),
  "Cell Culture": words("culture cellulaire, zellkultur"),
  Imaging: words("imagerie, bildgebung"),
  "Sample Care": words("probenpflege"),
};
const yes = "true";
const no = "false";

/** By column: the values by which people ask. */
export const values = {
  regions: { EMEA: [], AMER: [], APAC: [] },
  segments: {
    enterprise: words("key account, key accounts, large customer, grossunternehmen, comptes clés"),
    "mid-market": words("mid market, mid-sized"),
    small: words("petits clients, kleinkunden, kleine kunden, SME, SMEs, small business"),
  },
  countries: countries(
    ...words("JP, FR, IN, CA, CH, BR, US, DE, AU, AT, ES, SG, BE, IT, NZ, GB, KR, SE, MX, IE, NL, NO, AE, PL, DK, FI"),
  ),
  industries: {
    University: words(
      "universities, uni, unis, academic, academia, université, universités, universität, universitäten, hochschule, hochschulen",
    ),
    Hospital: words(
      "hospitals, clinic, clinics, hôpital, hôpitaux, krankenhaus, krankenhäuser, krankenhäusern, klinik, kliniken, spital, spitäler",
    ),
    Biotechnology: words("biotech, biotechnologie"),
    "Food & Beverage": words("food and beverage, food, agroalimentaire, lebensmittel, lebensmittelindustrie"),
    "Contract Laboratory": words(
      "contract laboratories, contract labs, laboratoires sous contrat, auftragslabor, auftragslabore",
    ),
    Pharmaceuticals: words(
      "pharma, pharmaceutical, pharmaceutique, pharmaceutiques, pharmazie, pharmaunternehmen, pharmakunden",
    ),
    Chemicals: words("chemical, chemistry, chimie, chimique, chimiques, chemie, chemieunternehmen"),
    "Research Institute": words(
      "research institutes, research, institut de recherche, instituts de recherche, forschungsinstitut, forschungsinstitute",
    ),
    Agriculture: words("agricultural, agricole, landwirtschaft"),
    "Environmental Testing": words("environmental, environment labs, environnement, umweltanalytik, umwelt"),
    Materials: words("materials science, matériaux, werkstoffe"),
    Diagnostics: words("diagnostic, diagnostique, diagnostik"),
  },
  accountStatus: {
    active: words("current, actif, actifs, actives, aktiv, aktive"),
    churned: words(
      "lost, lose, left us, have left, gone, former, ex, perdu, perdus, perdues, partis, parti, anciens, verloren, verlorene, abgewandert, abgewanderte, ehemalige, gekündigt",
    ),
    prospect: words("prospects, prospective, interessent, interessenten, potenzielle"),
  },
  ticketStatus: {
    New: words("unanswered, nouveau, nouveaux, neu, neue"),
    Working: words("in progress, en cours, in arbeit"),
    Escalated: words("escalated tickets, escaladé, escaladés, eskaliert, eskalierte"),
  },
  open: {
    [no]: words(
      "open, unresolved, still open, not closed, pending, ouvert, ouverts, ouverte, ouvertes, en suspens, offen, offene, offenen, ungelöst, ungelöste",
    ),
    [yes]: words(
      "closed, resolved, solved, fermé, fermés, fermée, résolu, résolus, geschlossen, geschlossene, gelöst, gelöste",
    ),
  },
  priorities: {
    Low: words("low priority, basse, niedrig, niedrige"),
    Medium: words("medium priority, moyenne priorité, mittel"),
    High: words(
      "high priority, urgent, urgente, urgents, élevée, haute priorité, hoch, hohe, dringend, dringende, dringenden",
    ),
    Critical: words(
      "critique, critiques, kritisch, kritische, urgent, urgente, urgents, dringend, dringende, dringenden",
    ),
  },
  ticketTypes: {
    Feedback: words("retour, rückmeldung"),
    Problem: words("problems, problème, problèmes, probleme"),
    "Feature Request": words("feature requests, demande de fonctionnalité, funktionswunsch, funktionswünsche"),
  },
  origins: {
    Phone: words("by phone, téléphone, telefon, telefonisch"),
    Email: words("by email, by e-mail, par courriel, per e-mail"),
    Web: words("web form, site web, webformular"),
    Chat: [],
  },
  won: {
    [yes]: words("won, win, closed won, gagné, gagnés, gagnée, gagnées, gewonnen, gewonnene, gewonnenen"),
    [no]: [],
  },
  stages: {
    "Closed Lost": words("lost, lose, perdu, perdus, perdue, perdues, verloren, verlorene"),
    Qualification: [],
    Negotiation: words("in negotiation, négociation, verhandlung"),
    Proposal: words("proposition, angebotsphase"),
    Prospecting: words("prospection"),
  },
  dealTypes: {
    "New Business": words("new deals, nouvelles affaires, neugeschäft"),
    Renewal: words("renewals, renouvellement, renouvellements, verlängerung, verlängerungen"),
    Expansion: words("expansions, erweiterung, erweiterungen"),
  },
  lines,
  contractStatus: {
    active: words("running, en vigueur, laufend, laufende, laufenden, actif, actifs, aktiv, aktive, aktiven"),
    ended: words("expired, terminé, terminés, ausgelaufen, beendet"),
    terminated: words("cancelled, résilié, résiliés, gekündigt, gekündigte"),
  },
  orderStatus: {
    Delivered: words("livré, livrées, livrés, geliefert, gelieferte"),
    Shipped: words("expédié, expédiées, versandt, versandte"),
    Open: words("unshipped, en attente, offen, offene, offenen, ouvert, ouvertes"),
    Cancelled: words("canceled, annulé, annulée, annulées, annulés, storniert, stornierte, stornierten"),
  },
  invoiceStatus: {
    paid: words("settled, payée, payées, bezahlt, bezahlte"),
    overdue: words("late, past due, en retard, en souffrance, überfällig, überfällige, überfälligen, überfälligem"),
    open: words(
      "unpaid, outstanding, impayée, impayées, ouverte, ouvertes, offen, offene, offenen, unbezahlt, unbezahlte",
    ),
    void: words("voided, annulée, annulées, storniert, stornierte"),
  },
  failed: {
    [yes]: words("failed, rejected, échoué, échoués, rejetés, fehlgeschlagen, fehlgeschlagene, geplatzt"),
    [no]: [],
  },
  methods: {
    transfer: words("bank transfer, virement, überweisung"),
    "direct-debit": words("direct debit, prélèvement, lastschrift"),
    card: words("credit card, carte, karte, kreditkarte"),
    cheque: words("check, chèque, scheck"),
  },
  categories: Object.fromEntries(
    words(
      "Centrifuges|centrifugeuse|zentrifuge, Chromatography|chromatographie, Spectrometers|spectromètre|spektrometer, Plate Readers|lecteur de plaques|plattenlesegerät, Balances|waage, Electrochemistry|électrochimie|elektrochemie, Pipetting Robots|robot de pipetage|pipettierroboter, Pipettes|pipette, Incubators|incubateur|inkubator|brutschrank, Shakers|agitateur|schüttler, Safety Cabinets|sicherheitswerkbank, Microscopes|microscope|mikroskop|mikroskope, Gel & Cell Imagers|imagers, Freezers|congélateur|gefrierschrank|gefrierschränke, Thermocyclers|thermocycleur|thermocycler, Baths|bain|wasserbad, Stirrers & Hotplates|stirrers|hotplates, Field Instruments|feldgeräte",
    ).map((it) => {
      const [name = "", ...others] = it.split("|");
      return [name, others];
    }),
  ),
  collections: {
    Core: [],
    "Summer 2027": words(
      "summer collection, new summer, été 2027, sommer 2027, nouvelle collection d'été, sommerkollektion",
    ),
    Classic: [],
    "Summer 2026": words("été 2026, sommer 2026"),
  },
  discontinued: {
    [yes]: words(
      "discontinued, retired, phased out, abandonné, abandonnés, arrêtés, retirés, eingestellt, eingestellte, eingestellten, ausgelaufen",
    ),
    [no]: words("still sold, still available"),
  },
  products: Object.fromEntries(productNames.map((name) => [name, []])),
  warrantyTypes: {
    Standard: [],
    Extended: words("étendue, prolongée, erweitert, erweiterte"),
    "Premium Service": words("premium"),
  },
  roles: {
    champion: words("champions"),
    "economic-buyer": words("economic buyers, buyers, acheteur, acheteurs, einkäufer"),
    user: words("users, utilisateurs, anwender, nutzer"),
  },
  languages: {
    en: words("English-speaking, in English, anglophone, englischsprachig"),
    fr: words("French-speaking, in French, francophone, francophones, französischsprachig"),
    de: words("German-speaking, in German, germanophone, germanophones, deutschsprachig"),
  },
} as const;
