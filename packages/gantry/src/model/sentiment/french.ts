// French: moods of customers, and what trouble with an instrument sounds like.
import { lexiconOf } from "./lexicon.ts";

export const french = lexiconOf({
  weights: {
    "4": "exceptionnel*, fantastique*, extraordinaire*, irréprochable*, remarquable*",
    "3": "excellent*, formidable*, génial*, super, merveill*, parfait*, ravi, ravie, ravis, ravies, enchanté*, adore, adorons, adorent, adoré, bravo, félicit*, impeccable*, magnifique*, à merveille, chapeau, meilleur, meilleure, un régal, enthousias*",
    "2": "bon, bonne, bons, bonnes, bien, content, contente, contents, contentes, satisf*, merci, remerci*, plaisir, appréci*, heureux, heureuse, fiable*, agréable*, aimable*, sympath*, compétent*, professionnel*, recommand*, réactiv*, efficace*, impressionn*, utile*, reconnaissant*, rien à redire, rien à dire, sans problème, aucun souci, aucun problème, pas un seul problème, plus tôt que prévu, gain de temps, nous fait gagner, fait gagner, mieux que, beaucoup mieux, comme promis, patient, patiente, ponctuel*, soigné*, fluide*, au top, soulag*, confiance, à l'écoute, disponible et, continuez ainsi",
    "1": "rapide*, rapidement, facile*, facilement, simple d'utilisation, stable*, précis, précise, précises, clair, claire, propre, réglé, réglée, résolu, résolue, réparé, réparée, à temps, à l'heure, gentil*, réussi*, progrès, amélior*, pratique, marche bien, fonctionne bien",
    "-1": "problème*, souci, soucis, erreur*, défaut*, lent, lente, lents, lentes, lenteur*, retard*, attendre, attendons, attends, attente, encore, toujours pas, faux, fausse*, manque, manquant*, bloqu*, confus*, difficile*, compliqué*, instable*, imprécis*, bruit*, fuite*, dériv*, perdu*, perdons, perte*, vide, vides, inquiet*, inquiét*, incomplet*, incorrect*, cher, chère, coupe, coupent, coupure*, impossible, malheureusement, sans cesse, sans arrêt, à nouveau, de nouveau, hélas",
    "-2": "panne*, plante, plantent, planté, plantage*, cassé*, casse, tombe en panne, échoue*, échec*, échoué, arrêté, arrêtée, s'est arrêt*, en panne, ne marche pas, ne fonctionne pas, ne fonctionne plus, ne marche plus, ne répond pas, mauvais*, médiocre*, déçu, déçue, déçus, déçues, décev*, décept*, mécontent*, insatisf*, insatisfaisant*, frustr*, agac*, énerv*, fâch*, ennui, ennuis, pénible*, plainte*, réclam*, personne ne, personne n', aucune réponse, sans réponse, pas de réponse, pas venu, pas venue, pas de nouvelles, ignor*, troisième fois, deuxième fois, quatrième fois, à chaque fois, inutilisable*, inutile, défectueu*, endommag*, abîmé*, facturé deux fois, facturés deux fois, facturée deux fois, facturées deux fois, deux fois facturé, regrett*, changer de fournisseur, un autre fournisseur, concurren*, résili*, annul*, trop long, trop lent, trop cher, trop longtemps, en a assez, en ai assez, en avons assez, marre, ras le bol, perdu confiance, au sérieux, remboursement, négligen*, impoli*, pire, bug, bugs, nous coûte, à l'arrêt",
    "-3": "inacceptable*, inadmissible*, scandal*, catastroph*, désastr*, horrible*, affreu*, épouvant*, insupportable*, intolérable*, honte*, honteu*, furieu*, colère, lamentable*, nul, nulle, ridicule*, cauchemar*, incompéten*, exaspér*, déplorable*, avocat, mise en demeure, plus jamais, que des ennuis, que des problèmes, indigne*",
  },
  negations: "ne, n', pas, plus, jamais, aucun, aucune, rien, ni, sans, guère, non",
  intensifiers:
    "très, vraiment, extrêmement, absolument, totalement, complètement, si, tellement, trop, fort, particulièrement, tout, toujours, d'une, constamment, si, hautement, assez, combien",
  diminishers: "peu, légèrement, plutôt, parfois, presque, un peu, moyennement",
  contrasts: "mais, cependant, pourtant, toutefois, malheureusement, néanmoins",
  neutral:
    "merci de, merci d', merci d'avance, merci par avance, en vous remerciant, d'avance, avec mes remerciements, je vous remercie de, je vous remercie par avance, bien à vous, bien cordialement, bien à toi, bonne journée, bonne réception, bonne fin, veuillez, je souhaite, nous souhaitons, bon de commande, bon de livraison, bien reçu, bien noté, aussi bien, si bien que, ou bien, eh bien, bien que, bien sûr, encore merci, merci encore, code d'erreur, message d'erreur, journal d'erreurs, pas de souci si, rien d'urgent, pas urgent, prix net, ne peux que, ne peut que, ne pouvons que, de plus, plus de, en plus, non plus, sans doute, en bon état, un bon, le bon, la bonne, sans engagement, attendre votre, dans l'attente de, en attente de votre, casse de, bien vouloir",
  resolutions:
    "résolu, résolue, réglé, réglée, réparé, réparée, corrigé, corrigée, fonctionne à nouveau, marche à nouveau, de nouveau opérationnel, rentré dans l'ordre, disparu",
  negationBehind: 2,
});
