// What only opens or closes a talk: sounds, greetings, asking whether one may ask. It is left out and not told.

/** Sounds, and what only opens or closes a talk. */
const sounds =
  /^(?:h+m+|u+m+|u+h+|oh|ah|well|so|ok(?:ay)?|right|alright|now|look|listen|hey|hi|hello|thanks?|cheers|please|sorry|anyway|by the way|between (?:us|you and me)|entre nous|unter uns|btw|one more (?:thing|question)|another (?:thing|one)|(?:just )?out of (?:pure |sheer )?curiosity|(?:just )?curious|(?:a )?(?:quick|random|silly|stupid|small|short|simple|honest) (?:question|one)|to be (?:honest|fair|frank)|honestly|frankly|if (?:i|you) may|no (?:rush|hurry)|it['’]?s urgent|urgent|good morning|good afternoon|bonjour|salut|bonsoir|merci|alors|donc|bon|bref|tiens|dis(?: donc)?|au fait|d['’]ailleurs|par curiosité|simple curiosité|petite question|pour info|hallo|guten (?:tag|morgen)|moin|danke|also|na ja|naja|tja|übrigens|sag mal|kurze frage|mal (?:ganz )?ehrlich|ganz ehrlich|aus (?:reiner )?neugier|nur so aus neugier|nur aus neugier|eine frage|(?:ich )?(?:hab|habe) (?:mal )?(?:ne|eine) (?:kurze )?frage|nur kurz|apropos)(?: (?:all|everyone|team|there|everybody|zusammen|alle|à tous|you))?$/iu;

/** Asking to ask. */
const mayI =
  /^(?:hey |so )?(?:(?:could|can|would|will) you (?:please |quickly |just )*(?:help me(?: out)?|check something|look something up|do something|tell me something|do me a favou?r)(?: for me| with something| quickly)?|(?:can|could|may) i (?:just |quickly )?ask (?:you )?(?:something|a question)|i(?:['’]ve got| have)(?: just)? (?:a|one|another) (?:quick |small |short )?question|(?:kannst|könntest) du mir (?:kurz |mal |bitte )*(?:helfen|was sagen|etwas sagen)|ich (?:hätte|habe|hab) (?:mal )?(?:da )?(?:noch )?(?:eine|ne|'ne) (?:kurze |kleine )?frage|darf ich (?:kurz |mal )*(?:was|etwas) fragen|(?:peux-tu|tu peux|pouvez-vous|pourriez-vous) m['’]aider|j['’](?:ai|aurais) (?:une|encore une) (?:petite )?question|je peux (?:te|vous) poser une question)$/iu;

/** Whether a clause is no more than that. */
export const isSound = (text: string): boolean => sounds.test(text) || mayI.test(text);
