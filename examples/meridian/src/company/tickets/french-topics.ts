// Tickets in French: what goes wrong, what people ask for, what they praise.
import { topic } from "./phrasebook.ts";

export const frenchTopics = [
  topic(
    "problem",
    "Problem",
    `[Vibrations|Bruit anormal] sur {product}
     {product} : arrêt avec {error}
     Défaut de balourd [répété|à nouveau]`,
    `Notre {product} (n° de série {serial}) [vibre fortement|s'arrête] au-delà de [8 000|10 000|12 000] tr/min avec le code {error}.
     Depuis le {date}, l'appareil {product} signale un balourd [un cycle sur deux|presque tous les jours].
     Le rotor de l'appareil {serial} fait un bruit de [frottement|claquement] [au démarrage|à la décélération].`,
    `Nous avons [rééquilibré les tubes|changé de rotor] [à plusieurs reprises|deux fois], [sans résultat|rien n'y fait].
     La dernière maintenance date du {date}.
     [{n} échantillons|Deux jours de travail] ont été perdus.`,
    `[Pouvez-vous|Merci de] [nous envoyer un technicien|programmer une intervention][| cette semaine].
     Peut-on continuer à [l'utiliser|s'en servir] sans danger ?`,
    ["centrifuge", "floor-centrifuge"],
  ),
  topic(
    "problem",
    "Problem",
    `Dérive [de la ligne de base|d'étalonnage] {product}
     {product} : [étalonnage|vérification] en échec
     Résultats [non reproductibles|incohérents] sur {product}`,
    `La ligne de base de l'appareil {product} dérive de plus de {percent} % [en une heure|pendant la séquence].
     La vérification en longueur d'onde échoue [depuis le {date}|trois fois de suite] sur l'appareil {serial}.
     Nous [n'arrivons plus à reproduire|ne retrouvons pas] les spectres mesurés [en {month}|le mois dernier].`,
    `La lampe affiche {hours} heures.
     [La température de la salle est stable|La salle est climatisée].
     Une étude de stabilité est [suspendue|à refaire].`,
    `Existe-t-il [un correctif|une mise à jour] ?
     Il nous faut [une lampe|un réétalonnage avec certificat] avant le {due}.`,
    ["spectrometer", "plate-reader"],
  ),
  topic(
    "problem",
    "Problem",
    `[Alarme température|Alarme CO₂] {product}
     {product} : [la température ne tient pas|surchauffe]
     Incubateur : [dérive|joint de porte]`,
    `L'incubateur {product} [dépasse 38,9 °C|retombe à 35 °C] [la nuit|après chaque ouverture].
     Le CO₂ de l'appareil {serial} indique {percent} % [alors que notre sonde donne 5,0 %|et oscille toute la journée].
     De la condensation se forme [derrière la vitre|sur le capteur] de {product} [chaque matin|depuis le {date}].`,
    `[Des cultures|Des lignées cellulaires] [ont été perdues|sont menacées].
     [Tout a été transféré|Nous transférons tout] chez un voisin.
     Le joint de porte a été changé le {date}.`,
    `Quand [quelqu'un peut-il passer|un technicien est-il disponible] ?
     Merci de confirmer [la correction à appliquer|l'étalonnage du capteur].`,
    ["incubator"],
  ),
  topic(
    "problem",
    "Problem",
    `Congélateur bloqué à -{deg} °C
     Alarme [congélateur|réchauffement] {product}
     {product} : compresseur [en panne|en continu]`,
    `Le congélateur {product} [reste bloqué à|n'atteint que] -{deg} °C, le compresseur [tourne en continu|est très bruyant].
     L'appareil {serial} est remonté à -{deg} °C le {date} [sans aucune alerte|pendant le week-end].`,
    `[Des échantillons de patients|Nos collections] sont menacés.
     Nous transférons tout [dans la carboglace|chez un voisin] en ce moment.
     Les filtres [sont propres|ont été nettoyés].`,
    `Il nous faut un technicien [aujourd'hui|sous 24 heures].
     Pouvez-vous nous prêter un appareil [en attendant|pendant deux semaines] ?`,
    ["freezer"],
  ),
  topic(
    "problem",
    "Problem",
    `{product} [perd les cônes|se bloque la nuit]
     Volumes [faux|hors tolérance] sur {product}
     Robot : calibration [perdue|à refaire]`,
    `Le robot {product} [perd des cônes|ne prend plus les cônes] en colonne {n}.
     Les volumes distribués s'écartent de {percent} % à [5 µl|10 µl|50 µl], contrôle gravimétrique à l'appui.
     Après [la coupure de courant|la mise à jour], {product} a perdu la calibration du plateau.`,
    `[Les cycles de nuit|Les campagnes de criblage] doivent être surveillés.
     Le journal indique {error} à [02 h 14|3 h 40].
     Les joints ont été changés [comme indiqué par {agent}|selon le manuel].`,
    `Merci de prévoir [une session à distance|une visite] [rapidement|dans les délais du contrat].
     Pouvez-vous envoyer la procédure de réglage ?`,
    ["pipetting-robot"],
  ),
  topic(
    "problem",
    "Problem",
    `[Connexion impossible|Erreur SSO] Meridian Cloud
     Licence [refusée|expirée] ([{n} postes|tous les postes])
     Export [vide|incomplet] depuis la version {version}`,
    `[Plus personne|La moitié de l'équipe] ne peut se connecter à Meridian Cloud depuis le {date} ; message : {error}.
     Depuis la version {version}, l'export vers le LIMS [est vide|oublie {n} résultats].
     Le serveur de licences refuse {n} postes [depuis le renouvellement|depuis la migration].`,
    `Notre service informatique [n'a rien modifié|a tout vérifié].
     Nous ressaisissons les résultats à la main.
     [Votre page d'état indique que tout va bien|Aucune information sur votre site].`,
    `[Qu'est-ce qui a changé de votre côté|D'où vient le problème] ?
     Merci de [débloquer nos comptes|rétablir les données].`,
  ),
  topic(
    "problem",
    "Problem",
    `Commande {order} : [retard|toujours pas livrée]
     [Consommables|Pièces] en rupture [depuis {weeks} semaines|encore]
     Erreur de livraison, commande {order}`,
    `La commande {order}, [promise pour|confirmée pour] le {date}, n'est [toujours pas arrivée|nulle part].
     Nous avons reçu [le mauvais rotor|la moitié de la commande] avec la livraison {order}.
     Les [filtres|cônes|lampes] pour {product} sont en rupture depuis {weeks} semaines.`,
    `Le transporteur [dit ne rien savoir|n'a jamais reçu le colis].
     L'installation était prévue le {date}.
     Votre portail affiche toujours « [en stock|prêt à expédier] ».`,
    `Merci de confirmer une date [ferme|définitive].
     Pouvez-vous expédier le reste par coursier ?`,
  ),
  topic(
    "problem",
    "Billing",
    `Facture {invoice} : [montant erroné|remise oubliée]
     [Relance|Mise en demeure] pour une facture réglée
     Facture {invoice} en double`,
    `La facture {invoice} [ne tient pas compte de la remise convenue|comporte {n} licences résiliées|nous a été envoyée deux fois].
     Nous avons reçu une relance pour la facture {invoice}, [réglée le {date}|pourtant contestée].
     Le numéro de commande manque sur {invoice} et [la comptabilité la refuse|le système la rejette].`,
    `Le service comptable a déjà écrit [deux fois|le {date}].
     Le prélèvement a été [rejeté|refusé] par la banque.
     La hausse de tarif n'avait pas été annoncée.`,
    `Merci d'établir [un avoir|une facture corrigée] [avant la fin du mois|au plus vite].
     Qui peut [régler cela|nous rappeler] ?`,
  ),
  topic(
    "problem",
    "Problem",
    `Intervention [annulée|non effectuée]
     {product} [de nouveau en panne|toujours en panne] après [réparation|visite]
     [Troisième|Quatrième] visite pour {serial}`,
    `Le technicien prévu le {date} [n'est pas venu|a annulé une heure avant].
     Après [deux|trois] réparations, l'appareil {product} ({serial}) présente la même panne.
     Notre demande du {date} a été clôturée [sans solution|sans un mot].`,
    `Toute une équipe [attendait|s'était libérée].
     L'appareil est à l'arrêt depuis {weeks} semaines.
     Chaque visite remplace une nouvelle carte, rien de plus.`,
    `[J'attends|Nous attendons] [une date et un nom|un interlocuteur unique].
     Merci de faire remonter le dossier à {owner}.`,
  ),
  topic(
    "question",
    "Question",
    `[Formation|Dates de formation] {product}
     [Devis|Prix] pour {other}
     Certificat d'étalonnage {serial}`,
    `Nous accueillons {n} nouveaux [techniciens|doctorants] en {month} ; proposez-vous une formation sur {product} ?
     Pour un audit le {due}, il nous faut [le certificat d'étalonnage|le dossier IQ/OQ] de l'appareil {serial}.
     Pourriez-vous nous chiffrer {other} [avec installation|avec un contrat de maintenance] ?`,
    `[Une session à distance conviendrait|De préférence sur site].
     Un PDF suffit.
     [Notre service achats|{colleague}] demandera une offre formelle.`,
    `Quelles sont vos disponibilités ?
     Merci de l'envoyer à {email}.
     Une estimation suffit pour l'instant.`,
  ),
  topic(
    "question",
    "Question",
    `[Garantie|Contrat] de {serial}
     Déménagement de {product}
     [Changement de contact|Nouvelle adresse de livraison]`,
    `Pouvez-vous vérifier si {product}, n° {serial}, est encore sous garantie ?
     Nous déménageons en {month} et devons emporter {product}.
     Merci de noter le nouveau contact : {colleague}, {colleagueEmail}, {colleaguePhone}.`,
    `L'appareil a été installé le {date}.
     L'ancien contact peut être supprimé.`,
    `Combien coûterait une extension ?
     Une simple confirmation suffit.
     Qui peut s'en charger ?`,
  ),
  topic(
    "question",
    "Feature Request",
    `[Suggestion|Idée] pour le logiciel {product}
     Transfert [LIMS|ELN] : question
     Réglages conseillés pour {product} ?`,
    `Il serait [utile|pratique] que le logiciel de {product} [filtre le journal par utilisateur|envoie les alarmes par SMS].
     Peut-on transférer les données brutes de {product} vers notre LIMS [en REST|en temps réel] ?
     Quels réglages conseillez-vous sur {product} pour [des échantillons visqueux|de faibles volumes] ?`,
    `Aujourd'hui nous passons par un tableur.
     [La documentation n'en parle pas|Le manuel de la version {version} est muet].`,
    `Est-ce prévu ?
     Existe-t-il une note d'application ?
     Un court appel suffirait.`,
  ),
  topic(
    "praise",
    "Feedback",
    `[Merci|Un grand merci] [|à {agent}]
     {product} : tout fonctionne
     Retour après [installation|mise à jour]`,
    `{agent} a réparé {product} [dans la journée|en une heure] et nous a tout expliqué.
     Le nouveau {product} est en service depuis le {date} et toute l'équipe [en est ravie|est conquise].
     La mise à jour {version} [tourne sans accroc|nous simplifie la vie].`,
    `Nous gagnons {n} heures par semaine.
     Même {colleague} a changé d'avis.
     La formation était très bien préparée.`,
    `Merci de transmettre à toute l'équipe.
     Le dossier peut être clos.
     Vous pouvez nous citer en référence.`,
  ),
];
