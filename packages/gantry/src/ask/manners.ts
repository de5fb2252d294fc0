// How people ask politely, in haste or at length: nothing in it is a condition of what is asked.

export const greeting =
  /^(?:hi|hello|hey|dear|good (?:morning|afternoon|evening|day)|sorry|excuse me|pardon|quick (?:one|question)|question|bonjour|bonsoir|salut|coucou|rebonjour|petite question|hallo|guten (?:tag|morgen|abend)|moin|servus|grüezi|grüß gott|gruezi|entschuldigung|kurze frage|frage)(?: (?:there|all|team|everyone|gantry|again|zusammen|à tous|to bother you|de te déranger|madame|monsieur))?\s*[,.!:–—-]+\s*/iu;

const much = String.raw`(?:really |very |so |super |extremely |most |quite |rather |truly |always |ever so )*`;

/** What follows a wish and still says nothing: "to see", "if you could tell me". */
const seeing = String.raw`(?: (?:to|if (?:you|i|we) (?:could|can|would|had|were to)) (?:please |kindly |just |also )*(?:know|see|have|get|find out|understand|learn|hear|tell (?:me|us)|show (?:me|us)|give (?:me|us)|send (?:me|us)|list|pull(?: up)?|look up|check|have a look at|take a look at)| for|,? please)?`;

const english: readonly RegExp[] = [
  new RegExp(
    String.raw`\b(?:it|that|this)(?:['’]d| would| will| might| is)? be ${much}(?:helpful|great|nice|good|interesting|useful|lovely|wonderful|fantastic|handy|kind|appreciated|perfect|awesome)${seeing}`,
    "giu",
  ),
  /\b(?:my|our|the) (?:\p{L}+ )?(?:boss|manager|director|vp|ceo|cfo|coo|board|team|management|colleagues?|lead|head) (?:would like|wants|want|needs|need|is asking|are asking|asks|ask|asked|has asked|have asked|keeps asking)(?: me| us)?(?: to (?:know|see|find out|have)| for| about)?\b/giu,
  /\b(?:what|something|the thing) (?:i|we) (?:need|want|would like|['’]d like|am after|are after)(?: to (?:know|see|find out|have))?(?: is|:)?(?=\s)/giu,
  /\bwhen it comes to\b/giu,
  /\b(?:do|would|did) you (?:happen to )?(?:know|have any idea|remember)\b/giu,
  /\b(?:any (?:idea|chance|clue)(?: (?:you (?:could|can)|of))?|i(?:['’]m| am| was)? (?:just )?(?:wondering|wonder)(?: if (?:you|i|we) (?:could|can))?|(?:i am|i['’]m) (?:just )?curious(?: to (?:know|see)| about)?|just curious)\b/giu,
  new RegExp(
    String.raw`\b(?:would|could|can|will) you ${much}(?:(?:please|kindly|possibly|perhaps|maybe|quickly|just) )*(?:mind|be ${much}(?:kind|good|nice|sweet|lovely|able)(?: enough)?(?: as)?(?: to)?|do (?:me|us) (?:a|the) (?:favou?r|kindness)(?: and| of| by)?)\b`,
    "giu",
  ),
  /\b(?:might|may|can|could) (?:i|we) (?:please |kindly |perhaps |possibly )*(?:trouble|bother|ask|request|beg)(?: (?:you|of you))?(?: for| to)?\b/giu,
  new RegExp(
    String.raw`\b(?:i|we)(?:['’]d| should| would) (?:be )?${much}(?:be )?(?:grateful|thankful|obliged|indebted|glad|happy|delighted|pleased|keen|eager|interested|appreciate(?: it)?)${seeing}`,
    "giu",
  ),
  /\b(?:would|is|might) it (?:be )?(?:at all |perhaps |somehow )?possible(?: for (?:you|me|us))?(?: to (?:know|see|have|get|find out|tell (?:me|us)|show (?:me|us)|give (?:me|us)))?\b/giu,
  /\b(?:i|we)(?:['’]m|['’]re| am| are) (?:trying|hoping|looking|meant|supposed|asked) to (?:find|see|know|understand|figure|work|get|learn|establish)(?: out)?\b/giu,
  /\b(?:i|we)(?: was| were|['’]ve been| have been|['’]m| am) (?:just |also )?asked(?: by (?:\p{L}+ ){1,3}?)? ?to (?:find out|check|see|report|tell|know|list|provide)\b/giu,
  /[,;–—-]?\s*\b(?:can|could|would) you (?:please )?help(?: me| us)?(?: (?:out|with (?:this|that|it)))?\s*(?=[?.!]|$)/giu,
  /\b(?:i|we)(?:['’]m|['’]re| am| are) (?:looking for|after|in need of|in search of)\b/giu,
  /\bi(?:['’]m| am) (?:really |very )?(?:interested in|keen on|keen to (?:know|see)|eager to (?:know|see))\b/giu,
  /[,;–—-]?\s*\blet['’]?s say\b/giu,
  /[,;–—-]?\s*\b(?:if|where|as far as|whenever|as soon as) (?:that['’]s |it['’]s |that is |it is |at all |this is )*(?:possible|feasible|convenient|all right|okay|ok|you (?:can|could|don['’]?t mind|have (?:a|the) (?:moment|minute|second|time))|i may ask|i may|not too much (?:trouble|to ask))\b/giu,
  /[,;–—-]?\s*\bwhen(?:ever)? you (?:have|get|find) (?:a|the|some) (?:moment|minute|second|chance|time)\b/giu,
  /[,;–—-]?\s*\b(?:no rush|no hurry|real quick|quick question|right away|as soon as possible|at your (?:earliest )?convenience|for (?:me|us)(?=[,.?!]|$))/giu,
  /\b(?:thanks?(?: you)?(?: (?:so much|a lot|very much|in advance))?|many thanks|cheers|much appreciated)\b/giu,
  /\bso to (?:say|speak)\b/giu,
  /[,;–—-]?\s*(?:\b(?:ideally|preferably|perhaps|maybe|best|simply|just)\s+)?\b(?:as|in|in the form of|laid out as|formatted as) an? (?:\p{L}+ )?(?:table|list|spreadsheet|overview)\b(?:,? (?:with|having) (?:one|a|an own|its own|a separate) (?:line|row|entry|record)(?= (?:per|for)\b))?/giu,
  /[,;–—-]?\s*\b(?:one|a) (?:line|row|entry) (?=(?:per|for (?:each|every))\b)/giu,
];

const french: readonly RegExp[] = [
  /\b(?:s['’]il (?:te|vous) pla[iî]t|est-ce que (?:vous|tu) (?:pouvez|peux|pourriez|pourrais)|(?:pourriez|pouvez|voudriez)[- ]vous|(?:peux|pourrais|voudrais|veux)[- ]tu)(?: (?:bien|me|nous|m['’]))*\b/giu,
  /\b(?:auriez|aurais|avez)[- ](?:vous|tu) (?:l['’]amabilité|la gentillesse|la bonté|l['’]obligeance) (?:de|d['’])(?: (?:me|nous))?/giu,
  /\b(?:auriez|aurais|avez|as)[- ](?:vous|tu) (?:une idée (?:de|du|des)|sous la main)/giu,
  /\b(?:serait|est)[- ]il possible (?:de |d['’])(?:(?:me |nous |m['’])?(?:savoir|connaître|voir|avoir|obtenir|donner|montrer|indiquer)\b)?/giu,
  /\bje (?:vous|te|t['’])? ?(?:serais|suis) (?:très |bien )?(?:reconnaissante?|intéressée?|curieu(?:x|se))(?: (?:de|d['’])(?: ?(?:savoir|connaître|voir|avoir))?| par)?/giu,
  /\b(?:je |j['’]|nous |on )(?:voudr\p{L}+|souhait\p{L}+|aimer\p{L}+|cherch\p{L}+|veux|voulons|veut|désir\p{L}+)(?: bien)?(?: (?:à|de|d['’]))?(?: ?(?:savoir|connaître|voir|avoir|obtenir|consulter))?\b/giu,
  /\b(?:j['’](?:ai|aurais)|nous (?:avons|aurions)|on (?:a|aurait)) besoin (?:de |d['’]|des |du )(?:(?:savoir|connaître|voir|avoir)\b)?/giu,
  /\bil (?:me|nous) (?:faudrait|faut)\b/giu,
  /\bmerci (?:de|d['’])(?: (?:bien vouloir|me|nous|m['’]))*/giu,
  /\b(?:merci(?: (?:d['’]avance|beaucoup|bien|par avance))?)\b/giu,
  /[,;–—-]?\s*\b(?:si (?:c['’]est |cela est |jamais c['’]est )?possible|si (?:tu|vous) (?:peux|pouvez|as le temps|avez le temps)|quand (?:tu|vous) (?:as|aurez|avez|auras) (?:un moment|le temps|une minute)|dès que possible|au plus vite|sous forme de (?:tableau|liste)|dans un tableau)\b/giu,
  /\b(?:sais|savez)[- ](?:tu|vous)\b/giu,
  /\b(?:mon|ma|notre) (?:chef|cheffe|patron|patronne|directeur|directrice|direction|équipe) (?:veut|voudrait|souhaite|demande|me demande|nous demande|a demandé|aimerait)(?: (?:à )?(?:savoir|connaître|voir|avoir))?\b/giu,
];

const german: readonly RegExp[] = [
  /\b(?:vielen dank|besten dank|herzlichen dank|danke(?: schön| sehr| im voraus| dir| ihnen)?)\b/giu,
  /\b(?:könn(?:t)?en sie|könntest du|kannst du|würden sie|würdest du|wären sie|wärst du)(?: (?:mir|uns|bitte|so (?:nett|freundlich|gut|lieb)|vielleicht|mal|kurz|eventuell|netterweise|freundlicherweise))*(?:,? und)?(?=\s)/giu,
  /\b(?:wäre|ist) es (?:vielleicht |eventuell )?möglich(?:,? (?:mir|uns))?/giu,
  /\b(?:ich|wir) (?:wäre|wären|würde|würden)(?: (?:mich|uns|ihnen|dir|euch|sehr|gern|gerne|über))* (?:dankbar|freuen|verbunden|interessiert)(?: (?:für|über|an|wenn sie mir|wenn du mir))?/giu,
  /\b(?:ich|wir) (?:möchte|möchten|würde|würden|hätte|hätten|bräuchte|bräuchten|brauche|brauchen|benötige|benötigen|suche|suchen)(?: (?:gern|gerne|bitte|mal|nur|kurz|einmal))*\b/giu,
  /\b(?:bräuchte|bräuchten|hätte|hätten|möchte|möchten|würde|würden) (?:ich|wir)(?: (?:gern|gerne|bitte|mal|nur|kurz|einmal))*\b/giu,
  /\bmich (?:würde |würden )?interessier(?:t|en|te)?\b/giu,
  /\b(?:mein|meine|unser|unsere) (?:chef|chefin|vorstand|geschäftsführung|team|kollege|kollegin|vorgesetzter?) (?:möchte|will|fragt|fragte|braucht|hat gefragt|hat mich gefragt)(?: (?:wissen|sehen|gern|gerne|nach))*\b/giu,
  /[,;–—-]?\s*\b(?:wenn|falls|sofern|soweit) (?:es |das |dies )?(?:möglich|geht|machbar|sie zeit haben|du zeit hast)(?: ist| wäre)?\b/giu,
  /\b(?:weißt du|wissen sie|wisst ihr)\b/giu,
  /\b(?:ich bitte|bitte) um\b/giu,
  /[,;–—-]?\s*\b(?:als|in einer|in form einer) (?:kurze[rn]? |kleine[rn]? )?(?:tabelle|liste|aufstellung|übersicht)\b/giu,
  /[,;–—-]?\s*\b(?:so schnell wie möglich|sobald wie möglich|möglichst bald|schnellstmöglich|auf die schnelle)\b/giu,
];

/** By when it is wanted is no time that figures are of. */
const deadlines: readonly RegExp[] = [
  /(?<!\b(?:due|ends?|expires?|close|renew|paid|sent|won|lost|out|up|\w+ed|\w+ing)[,;–—-]?\s*)[,;–—-]?\s*\b(?:by|until|till|for) (?:tomorrow|tonight|noon|lunch|end of (?:the )?day|eod|(?:next )?(?:monday|tuesday|wednesday|thursday|friday)|this (?:morning|afternoon|evening))(?: (?:morning|noon|afternoon|evening))?\b/giu,
  /[,;–—-]?\s*\b(?:d['’]ici (?:à )?demain|pour demain|avant demain|d['’]ici (?:à )?(?:lundi|mardi|mercredi|jeudi|vendredi)|avant (?:lundi|mardi|mercredi|jeudi|vendredi)|d['’]ici ce soir|pour ce soir)(?: (?:matin|midi|soir))?\b/giu,
  /[,;–—-]?\s*\b(?:bis|für) (?:spätestens )?(?:morgen|heute abend|heute mittag|montag|dienstag|mittwoch|donnerstag|freitag)(?: (?:früh|mittag|abend))?\b/giu,
];

export const manners: readonly RegExp[] = [...deadlines, ...english, ...french, ...german];
