// Orders to a writer in text from outside. A customer asks for help; who speaks of "the letter", of "them" who shall read it, or
// of rules to forget, speaks to the model. What it then wrote is for a person to read twice, in whatever words it was written.

const word = (source: string): RegExp => new RegExp(String.raw`(?<![\p{L}\p{N}])(?:${source})(?![\p{L}\p{N}])`, "iu");

/** What only a writer is told. */
const telling = word(
  String.raw`in (?:your|its|his) own words|(?:ignore|disregard|forget|override|bypass) (?:\p{L}+ ){0,4}(?:instructions?|rules?|prompts?|polic(?:y|ies)|above|previous)|system prompt|you are (?:now )?(?:an? )?(?:\p{L}+ )?(?:ai|assistant|model|bot|dan|free)|as an? (?:ai|assistant|language model)|the (?:ai|assistant|model|writer|llm|bot)(?: must| should| shall| will|,|:)|(?:dear|hello|hey|note to(?: the)?) (?:ai|assistant|model|llm|bot|writer|copilot)|prompt injection|jailbreak|developer mode|in eigenen worten|mit eigenen worten|(?:ignorieren?|vergessen?|missachten?) (?:sie )?(?:\p{L}+ ){0,4}(?:anweisung\p{L}*|regeln?|vorgaben?)|(?:die|der|an die) (?:ki|künstliche intelligenz|assistent\p{L}*)|avec vos (?:propres )?mots|(?:ignor|oubli)(?:ez|e) (?:\p{L}+ ){0,4}(?:instructions?|règles?|consignes?)|l['’](?:ia|assistant)`,
);
/** What a writer is told to do … */
const write = word(
  String.raw`(?:please )?(?:write|say|tell|let|make|give|offer|promise|grant|mention|state|claim|announce|add|include|insert|put|use|quote|repeat|sign|address|send|assure|confirm|inform|name|release|bind|frighten|threaten|avoid|reply|answer|end|begin|start|close|translate|encode)|schreib\p{L}*|sag(?:en|e|t)?|erwähn\p{L}*|versprech\p{L}*|verspricht|mach\p{L}*|geben|gib|biet\p{L}*|füg\p{L}*|nenn\p{L}*|unterschreib\p{L}*|richt(?:e|en|et)|adressier\p{L}*|schenk\p{L}*|entlass\p{L}*|bind\p{L}*|droh\p{L}*|schick\p{L}*|send\p{L}*|vermeid\p{L}*|écri\p{L}*|di(?:tes|s|re)|mentionn\p{L}*|promett\p{L}*|ajout\p{L}*|faites|donnez|offr\p{L}*|sign\p{L}*|adresse[rz]?|libér\p{L}*|engag\p{L}*|menac\p{L}*|envoy\p{L}*|évit\p{L}*`,
);
/** … and to whom, or in what. */
const reader = word(
  String.raw`them|their|theirs|the (?:letter|mail|e-?mail|reply|answer|draft|text|customers?(?! (?:service|support|care|team))|client(?! (?:service|support))|reader|recipient|subject|body|greeting|signature|postscript|company|account owner)|(?:every|each|all) (?:letter|mail|reply|draft)s?|your (?:letter|mail|reply|answer|draft|text|output)|ihnen|sie (?:ihnen|der kundin|dem kunden)|(?:der|den|dem|die|das|im|in den|in die|ihre|ihrem|jedem|jeden) (?:brief|mail|antwort|entwurf|text|betreff|kunden|kundin|firma|anrede|unterschrift)|leur|leurs|(?:la|le|les|dans la|dans le|au|votre|chaque) (?:lettre|courriel|mail|réponse|brouillon|texte|objet|clients?|cliente|société|signature)|-les|-leur`,
);

/** "Write that …", "Écrivez : «…»": dictated. */
const dictated =
  /(?:^|[.!?:;\n>»"“-])\s{0,4}(?:(?:please|now|also|then|so|bitte|veuillez) )?(?:(?:write|state|claim|announce|say|promise|mention|schreiben sie|sagen sie|erwähnen sie|versprechen sie|schreib|écrivez|dites|mentionnez|promettez|affirmez)(?: ?[:«“"„]| that | them | in | the | so| dass |,? die | das | que | qu['’]| en | l)|avoid (?:the )?(?:usual )?words?|vermeiden sie (?:übliche )?wörter|évitez les mots)/iu;

const sentences = /[^.!?\n]{3,400}/g;

/** Whether a text speaks to whoever writes letters, not to whoever mends things. */
export const isOrder = (text: string): boolean => {
  if (telling.test(text) || dictated.test(text)) return true;
  for (const [sentence] of text.matchAll(sentences)) {
    const at = write.exec(sentence.slice(0, 60));
    if (at !== null && opens.test(sentence.slice(0, at.index)) && reader.test(sentence)) return true;
  }
  return false;
};

/** What may stand before an imperative. */
const opens =
  /(?:^|[:;,—–-])[\s"“„«*#>\d.)-]*(?:(?:please|now|also|then|so|always|never|do not|don['’]t|bitte|nun|immer|veuillez|merci de)\s)*$/iu;
