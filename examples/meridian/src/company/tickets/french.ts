// The French phrasebook.
import { frenchTopics } from "./french-topics.ts";
import { lines, type Phrasebook } from "./phrasebook.ts";

export const french: Phrasebook = {
  topics: frenchTopics,
  greetings: lines(`Bonjour,
    Madame, Monsieur,
    Bonjour {agentFirst},
    Bonjour à tous,
    Chère équipe Meridian,`),
  moods: {
    angry: lines(`C'est [totalement|tout simplement] inacceptable.
      Je suis [hors de moi|très en colère|à bout].
      C'est la [troisième|quatrième] fois [cette année|en deux mois] et rien ne change.
      Personne ne [répond|rappelle], [c'est scandaleux|c'est une honte].
      [Votre service est devenu|Le support est] [catastrophique|lamentable|déplorable].
      Nous [perdons|gaspillons] du temps, de l'argent et des échantillons [irremplaçables|par votre faute].
      [Pour le prix que nous payons|Au tarif du contrat premium], [on se moque de nous|c'est une plaisanterie].
      Ma direction est [excédée|furieuse] et nous [regardons ailleurs|consultons vos concurrents].
      [Ras-le-bol|J'en ai assez] [des promesses|des excuses].
      Bravo, encore une semaine sans appareil.`),
    worried: lines(`Je m'inquiète [pour nos échantillons|pour la suite].
      Nous craignons que [la panne revienne|cela se reproduise].
      [Si cela continue|À ce rythme], nous ne tiendrons pas l'échéance du {due}.
      [L'équipe commence à douter|Nous ne sommes plus sûrs de pouvoir compter dessus].
      Nous n'avons pas d'appareil de secours, [d'où notre inquiétude|c'est préoccupant].
      Ma hiérarchie [s'interroge|pose des questions].
      [Malheureusement|Hélas], [la situation devient risquée|cela s'aggrave].`),
    neutral: lines(`Les journaux sont joints.
      [Version du logiciel : {version}|Nous utilisons la version {version}].
      Notre référence : {reference}.
      [Ce n'est pas urgent|On peut contourner pour l'instant].
      L'appareil se trouve au bâtiment {n}.
      Accès possible en semaine de 8 h à 16 h.`),
    content: lines(`[Sinon|À part cela], [tout va bien|nous en sommes contents].
      Merci pour la réponse rapide la dernière fois.
      [Rien à redire|Pas de quoi se plaindre] [dans l'ensemble|].
      L'appareil [fait son travail|fonctionne bien] depuis la révision.
      Nous sommes [satisfaits|plutôt satisfaits] du service.`),
    delighted: lines(`Nous sommes [ravis|enchantés].
      [Formidable|Excellent|Remarquable] travail, vraiment.
      C'est de loin le meilleur [support|fournisseur] que nous ayons.
      Tout le laboratoire est [enthousiaste|impressionné].
      Cela dépasse [toutes nos attentes|ce que nous espérions].
      C'est un plaisir de travailler avec vous.`),
  },
  endings: {
    angry: lines(`J'attends une réponse [aujourd'hui|avant demain midi|par écrit].
      Sans solution d'ici le {due}, nous [résilierons|ne renouvellerons pas] le contrat.
      J'exige [un dédommagement|de parler à un responsable].
      Faites enfin quelque chose.`),
    worried: lines(`Merci de [revenir vers nous rapidement|nous tenir informés].
      Nous espérons une solution [prochaine|rapide].
      Y a-t-il un plan B ?`),
    neutral: lines(`Merci d'avance.
      [Dans l'attente de votre réponse|Merci de votre retour].
      Merci.`),
    content: lines(`Merci [encore|beaucoup|comme toujours].
      Rien ne presse.
      Bonne semaine à vous.`),
    delighted: lines(`[Mille mercis|Un immense merci] !
      Continuez ainsi !
      Remerciez toute l'équipe de notre part !`),
  },
  asides: lines(`{colleague} [avait déjà signalé la panne|est en copie].
    J'en ai parlé avec {agent} le {date}.
    {owner} est au courant.
    {colleague} ({colleagueEmail}) [peut donner accès|me remplace en mon absence].
    Chez {company}, [{n} personnes s'en servent|deux équipes se le partagent].
    {colleague} est en congé jusqu'au {due}.`),
  reach: lines(`Vous pouvez me joindre au {phone}.
    [Rappelez-moi|Merci de me rappeler] au {phone}[| avant midi].
    Tél. {phone}, {email}
    De préférence par mail : {email}.
    En mon absence, appelez {colleague} au {colleaguePhone}.`),
  farewells: lines(`Cordialement,
    Bien cordialement,
    Bien à vous,
    Salutations,
    Meilleures salutations,
    Cdt,`),
  handover: lines(`{gone} a quitté {company} ; [je reprends le dossier|merci de vous adresser à moi désormais].
    Depuis le départ de {gone}, [plus personne ne connaît le contrat|je m'occupe des appareils].
    Je succède à {gone} et [je passe en revue tous nos fournisseurs|j'essaie de comprendre à quoi nous sert Meridian].`),
  callNotes: lines(`Appel noté par {agentFirst} : {name}, {title}, {company}, à rappeler au {phone} :
    {name} ({company}) au téléphone, {phone}, selon ses mots :
    Message vocal de {name}, {phone} :`),
  chatNotes: lines(`Conversation avec {name} ({email}) :
    [Chat|Messagerie], {name}, {company} :`),
  reply: lines(`Le {date}, {agent} a écrit : « [Nous étudions votre demande|La pièce est en route] ».`),
};
