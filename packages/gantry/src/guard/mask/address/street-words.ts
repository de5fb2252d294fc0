// Words of streets in the languages of Europe and beyond, by where the name stands: before the word, behind it, or fused with it.

const set = (words: string): ReadonlySet<string> => new Set(words.split(/\s+/));

/** Behind the name, in English: "Main Street". Beyond doubt: no ordinary word begins with a capital in front of them. */
export const englishStreets = set(
  "street st road rd avenue ave boulevard blvd lane ln drive dr highway hwy parkway pkwy crescent cres terrace turnpike expressway freeway mews alley aly",
);

/** Behind the name, in English, and ordinary words: only after a house number. */
export const doubtfulStreets = set(
  "court ct square sq way close circle cir trail trl plaza plz place pl row walk grove gardens hill hills rise view loop path pike park vista crossing ridge bend cove glen green heights point meadow meadows valley fort mall mill junction summit island isle key lodge manor mountain forest creek harbor inlet knoll lake landing light lock mission mount neck orchard oval pass port prairie ramp ranch rapid rest river rue shoal shore spring springs spur square station stream trace track trafficway tunnel union village ville walks wall well wells wharf quay quays",
);

/** In front of the name: "rue de la Paix", "via Roma", "ul. Miła". */
export const leadingStreets = set(
  `rue avenue av ave boulevard bd bld boul place pl chemin ch allée allee allées impasse imp quai route rte cours square sq faubourg fbg passage sentier villa
   via viale piazza piazzale corso largo strada vicolo contrada salita calata
   calle carrer avenida avda avd paseo plaza plaça camino carretera ronda travesía pasaje glorieta
   rua travessa praça estrada alameda beco largo rodovia
   ulica ul ulitsa aleja al aleje aleea plac osiedle os str strada bulevardul bulevar calea šetalište trg
   jalan jl ulitsa prospekt pereulok bul οδός οδος λεωφόρος λ`,
);

/** Those of `leadingStreets` that are ordinary words or ends of sentences too: only beside a number. */
export const doubtfulLeading = set(
  "place pl av ave ch al os str ul pl villa cours route passage square sq largo strada λ bd trg bul st ronda imp plaza place camino",
);

/** Behind the name, as a word of its own, in other languages: "Veres Pálné u.", "Karlovo náměstí". */
export const trailingStreets = set(
  `utca u út útja tér tere körút krt köz sor sétány rakpart fasor dűlő
   ulica ulice cesta náměstí nám třída tř nábřeží nábř trg put ulička námestie
   gatan gata väg vägen gränd torg allé plads plass vej vei veien gade stræde
   straat laan weg plein kade gracht dreef singel hof pad steenweg baan lei
   straße strasse platz allee gasse ring damm ufer steig chaussee
   katu tie polku kuja kaari iela gatvė tänav tee puiestee
   caddesi cad sokak sokağı sok bulvarı mahallesi mah cd sk
   dori gil chome machi marg nagar lu jie`,
);

/** Fused with the name: "Hauptstraße", "Frørupvej", "Corellistraat". Only beside a number, but for the longest. */
export const fusedStreet =
  /.{2}(?:stra(?:ss|ß)en?|str|gasse|gässli|weg|platz|allee|ring|damm|ufer|steig|stieg|graben|markt|chaussee|pfad|straat|laan|plein|kade|gracht|dreef|singel|steenweg|baan|lei|gatan|gata|gaten|gade|vägen|väg|gränd|torget|torg|vej|veien|vegen|vei|plads|plass|stræde|bakken|brücke|brucke|stræti|vegur|stígur|haven|parken|katu|tie|polku|kuja|kaari|raitti|utca|iela|gatvė)$/u;

/** Fused street words that are streets without a number too. */
export const surelyFused = /.{3}(?:stra(?:ss|ß)e|straat|gatan|gasse|vägen|gracht)$/u;

/** Inside a house. */
export const units = set(
  "suite ste apt apartment appt appartement unit flat floor room rm bldg building block stiege top étage etage bâtiment bât bat batiment porte esc escalier piso puerta int interno scala dept department box lot penthouse studio wohnung whg stock og eg hinterhaus vorderhaus bus appart",
);

/** Codes of the states of the USA and Australia and the provinces of Canada, which stand before a postal code. */
export const states = set(
  "al ak az ar ca co ct de fl ga hi id il in ia ks ky la me md ma mi mn ms mo mt ne nv nh nj nm ny nc nd oh ok or pa ri sc sd tn tx ut vt va wa wv wi wy dc pr ab bc mb nb nl ns nt nu on pe qc sk yt nsw vic qld tas act wa sa nt",
);

/** Small words in names of streets and places. */
export const smallWords = set(
  "de la le les l du des d da das do dos del della delle dei degli di e y i en el los las van den der het 't ter ten aan op in im am an auf zu zum zur vor bei unter of the and upon on under sur sous lès nad pod u na pri bei und et saint st ste sainte san santa são nordre søndre store lille sankt",
);
