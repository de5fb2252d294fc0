// Manuals in French: a spectrophotometer and a meter.
import type { SampleDocument } from "../types.ts";

const spectrophotometer = `
# Spectrophotomètre Lumira UV-80 : mode d'emploi

## Installation

Placez l'appareil sur une table stable, à l'abri de la poussière et de la lumière directe. Laissez-le chauffer trente minutes avant la première mesure.

## Cuvettes

Au-dessous de 340 nm, il faut des cuvettes en quartz ; le verre et le plastique absorbent l'ultraviolet. Tenez-les par les faces dépolies et essuyez-les avec un papier sans fibres.

## Étalonnage des longueurs d'onde

Vérifiez les longueurs d'onde tous les six mois avec le filtre à l'oxyde d'holmium fourni. L'écart toléré est de 0,5 nm. Le programme se trouve dans le menu Service.

## Lampes

La lampe au tungstène dure 3 000 heures et la lampe au deutérium 1 500 heures. Débranchez l'appareil et attendez vingt minutes avant de les remplacer. Ne touchez jamais l'ampoule avec les doigts.

## Ligne de base instable

Une dérive provient souvent d'une lampe usée ou d'une pièce dont la température varie. Refaites le zéro avec le solvant pur. Si le défaut persiste, nettoyez la fenêtre du compartiment.

## Messages d'erreur

L'erreur 12 signale que le couvercle est ouvert. L'erreur 15 indique une énergie trop faible : la lampe est en fin de vie ou mal positionnée. L'erreur 21 concerne le moteur du monochromateur ; appelez le service.

## Transport

Bloquez le réseau avec la vis rouge avant tout déplacement, sinon l'optique se dérègle.
`;

const meter = `
# Appareil multiparamètre Ionara 500 : guide de l'utilisateur

## Préparer l'électrode

Plongez l'électrode neuve pendant deux heures dans la solution de chlorure de potassium à 3 mol/l. Ne la conservez jamais dans l'eau distillée, qui épuise la membrane.

## Étalonnage du pH

Étalonnez chaque jour avec deux tampons, pH 7 puis pH 4 ou 10. La pente doit rester entre 95 et 102 %. Au-dessous de 90 %, remplacez l'électrode.

## Conductivité

La cellule à quatre pôles mesure jusqu'à 200 mS/cm. Rincez-la trois fois avec l'échantillon avant la lecture.

## Compensation de température

La sonde corrige la mesure entre 0 et 80 °C. Sans sonde, saisissez la température à la main.

## Étanchéité

Le boîtier est protégé selon IP67 : il supporte une demi-heure sous un mètre d'eau, capuchon de la prise fermé.

## Piles

Quatre piles AA donnent environ 400 heures d'autonomie. Le rétroéclairage réduit cette durée de moitié.
`;

export const frenchManuals: readonly SampleDocument[] = [
  { path: "manuals/lumira-uv-80.html", text: spectrophotometer },
  { path: "manuals/ionara-500.md", text: meter },
];
