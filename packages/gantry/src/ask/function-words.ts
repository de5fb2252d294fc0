// Words of no content in English, French and German: politeness, pronouns, auxiliaries, joints of a sentence. Closed classes:
// what adds a condition (not, only, most, new, still open …) is none of them.
import { plainWords } from "./words.ts";

const polite =
  "please pls plz thanks thank hello hey dear kindly maybe perhaps quickly quick just wondering wonder wish wanted would like love could can able help sure ok okay curious interested need needs merci bonjour svp stp priere voudrais voudrait aimerais aimerait souhaite souhaiterais pourrais pourrait pourriez puis peut etre sais savoir dis dites faire fais bitte danke hallo gerne gern mal eben kurz wurde wurden hatte mochte mochten wusste konntest konnten konnte wissen sag sage sagen brauche brauchen benotige interessiert interessieren";
const pronouns =
  "i me my mine myself you your yours he him his she her it its itself we us our ours they them their theirs themselves this that these those there here something anything everything someone anyone everyone everybody anybody thing things stuff one ones je me moi mon ma mes tu toi ton ta tes il elle on nous notre nos vous votre vos ils elles leur leurs lui ceci cela ca ce cette ces celui celle ceux celles dont ou y en ich mich mir mein meine meinen du dich dir dein deine er ihn ihm sie ihr ihre wir uns unser unsere unserem unseren unserer unseres euch euer man es dies diese dieser dieses diesem diesen jene jener derer etwas alles jemand";
const auxiliaries =
  "am is are was were be been being do does did done doing have has had having will would shall should can could may might must get gets got getting let lets whats whos hows wheres theres thats heres im id ive suis es est sommes etes sont etait etaient fut furent sera seront soit ai as a avons avez ont avait avaient eu eue eus ete doit doivent va vont bin bist ist sind seid war waren gewesen werde wirst wird werden worden geworden habe hast hat haben gehabt kann konnen soll sollen sollte sollten muss mussen darf durfen will wollen lasst lassen";
const joints =
  "a an the of for from to in into on onto at by with within about regarding concerning respectively so as if then than too also and incl including inclusive along together well but yet already far currently right now presently actually overall altogether exactly respective le la les l un une des du de d au aux a pour par dans sur sous chez avec y compris ainsi que qu puis donc alors mais deja actuellement maintenant en ce moment jusqu ici der die das den dem des ein eine einen einem einer eines von vom zu zum zur im in ins am an auf aus bei beim mit fur uber durch inkl inklusive samt nebst sowie dass ob wenn dann also so aber doch schon bereits aktuell derzeit momentan jetzt gerade bisher dazu dafur davon daran jeweils jeweilige jeweiligen uberhaupt eigentlich so";

/** In lower case, without accents. */
export const functionWords: ReadonlySet<string> = new Set(
  plainWords([polite, pronouns, auxiliaries, joints].join(" ")),
);
