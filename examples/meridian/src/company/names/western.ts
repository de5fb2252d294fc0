import { stock } from "./stock.ts";

export const english = stock(
  `Olivia, Charlotte, Amelia, Harriet, Eleanor, Imogen, Phoebe, Rosalind, Beatrice, Naomi, Gillian, Heather, Kirsty,
  Fiona, Rachel, Megan, Bethany, Allison, Jocelyn, Lauren, Natalie, Tamara, Vanessa, Whitney, Audrey, Claire, Denise,
  Erin, Holly, Joanna, Leah, Marian, Paige, Shannon, Tessa, Abigail, Brenda, Caitlin, Deborah, Grace`,
  `Oliver, Callum, Duncan, Alistair, Rupert, Gareth, Nigel, Graham, Howard, Clifford, Desmond, Elliot, Fraser, Gavin,
  Jeremy, Kenneth, Malcolm, Neil, Patrick, Russell, Stuart, Trevor, Warren, Bradley, Curtis, Derek, Everett, Garrett,
  Harvey, Isaac, Joel, Kyle, Lance, Mitchell, Nathan, Owen, Preston, Reid, Shane, Wesley`,
  `Ashworth, Barlow, Calloway, Dunmore, Ellery, Fairclough, Garside, Hathaway, Inskip, Jessop, Kingsley, Lockwood,
  Merriweather, Northcott, Ormsby, Pemberton, Radcliffe, Sedgwick, Thornbury, Underhill, Vickers, Whitcombe, Yardley,
  Abernathy, Birchfield, Crenshaw, Dellinger, Eastman, Fitzgerald, Greenwood, Holloway, Ivers, Kendrick, Langford,
  McAllister, Norwood, Osborne, Prescott, Quigley, Redmond, Stanhope, Tillman, Vance, Whitaker, Youngblood, Brennan,
  Carmichael, Donnelly, Farrell, Gallagher, Hastings, Keating, Lennox, MacLeod, Nolan, O'Rourke, Pruitt, Rutherford,
  Sinclair, Tennant, Wainwright, Baxter, Colburn, Draper, Hollis, Marsh, Parrish, Rhodes, Stone, Webb`,
);

export const german = stock(
  `Anneliese, Birgit, Claudia, Dorothea, Elke, Friederike, Gudrun, Heike, Ingrid, Johanna, Katharina, Lieselotte,
  Mareike, Nadja, Ottilie, Petra, Renate, Sabine, Theresa, Ulrike, Verena, Wiebke, Annika, Britta, Cornelia, Franziska,
  Greta, Henriette, Inga, Jana, Kerstin, Leonie, Miriam, Nele, Silke, Tanja`,
  `Achim, Bernd, Christoph, Dietmar, Eckhard, Florian, Gerhard, Hartmut, Ingo, Joachim, Klaus, Lothar, Matthias, Norbert,
  Oskar, Philipp, Reinhard, Sebastian, Thorsten, Uwe, Volker, Wolfgang, Andreas, Benedikt, Clemens, Detlef, Falk, Günther,
  Henning, Jürgen, Konrad, Ludger, Moritz, Nils, Rüdiger, Stefan`,
  `Achterberg, Baumgärtner, Dannenberg, Eichhorn, Feldkamp, Gerlach, Hagemann, Immendorf, Jansen, Kirchhoff, Lindner,
  Mertens, Neuhaus, Oberländer, Pfeiffer, Quandt, Reinhardt, Schönfeld, Trautmann, Ullrich, Vogelsang, Wagenknecht,
  Zeller, Brinkmann, Dressler, Engelhardt, Fröhlich, Grünwald, Hölzl, Kaltenbach, Lehnert, Möllenkamp, Niedermeyer,
  Osterloh, Pohlmann, Rosenkranz, Steinbach, Thalheimer, Uhlmann, Voigt, Wiesinger, Zimmermann, Albrecht, Büchner, Caspari,
  Deichmann, Ebersbach, Fassbender, Gutknecht, Hofstetter, Kessler, Löwenstein, Moosbrugger, Nussbaumer, Rüegg, Stadler,
  Tschudi, Wyss, Zollinger, Ammann`,
);

export const french = stock(
  `Adélaïde, Bénédicte, Capucine, Delphine, Élodie, Florence, Géraldine, Hélène, Inès, Joséphine, Laëtitia, Manon, Noémie,
  Océane, Pauline, Romane, Solène, Valérie, Apolline, Blandine, Clémence, Diane, Estelle, Gwenaëlle, Isabelle, Juliette,
  Léa, Margaux, Nathalie, Perrine, Sandrine, Véronique`,
  `Alexis, Baptiste, Cédric, Damien, Étienne, Fabrice, Grégoire, Hugo, Jérôme, Killian, Laurent, Mathieu, Nicolas, Olivier,
  Pascal, Quentin, Rémi, Sylvain, Thibault, Vincent, Yannick, Aurélien, Bertrand, Corentin, Didier, François, Gauthier,
  Loïc, Maxime, Noël, Régis, Xavier`,
  `Aubertin, Beaulieu, Charpentier, Delacourt, Escoffier, Fontanel, Gaillard, Hautecoeur, Jacquemin, Kervella, Lavergne,
  Marchandeau, Nivelle, Oudin, Peyrac, Quesnel, Roussillon, Sauvageot, Thévenet, Vasseur, Wattrelos, Bonnefoy, Castelnau,
  Desrosiers, Evrard, Fauconnier, Guillemot, Hébrard, Joubert, Lacombe, Montaigu, Naudet, Pelletier, Rivoire, Saint-Yves,
  Tessier, Vuillemin, Bergeron, Chastain, Deschamps, Dupraz, Favre-Bulle, Gagnebin, Lachance, Mercier, Perrochon, Rochat,
  Tremblay, Villard, Gauthier`,
);

export const dutch = stock(
  `Anouk, Brechtje, Carlijn, Doortje, Elsbeth, Femke, Geertje, Hanneke, Ilse, Jolanda, Katrijn, Liesbeth, Marijke, Nienke,
  Roos, Sanne, Tineke, Willemijn, Fleur, Lotte`,
  `Arjan, Bram, Cornelis, Diederik, Evert, Floris, Gijs, Hendrik, Ivo, Jeroen, Koen, Lars, Maarten, Niels, Pieter, Roel,
  Sander, Teun, Wouter, Joost`,
  `van den Berg, de Bruijn, van Dijk, Hoekstra, Jongsma, Kuipers, van der Linden, Meijerink, Nieuwenhuis, Oosterhuis,
  Postma, van Rijswijk, Smeets, Terpstra, Veenstra, de Wit, Zandstra, Claessens, De Smedt, Vandeputte, Janssens, Verhaeghe,
  Mertens, Wouters, van der Heijden, Bakhuis, Brouwer, Dekkers, Geurts, Hofland`,
);

export const nordic = stock(
  `Astrid, Birgitta, Dagny, Ebba, Freja, Gunilla, Hedvig, Inger, Kirsten, Linnea, Maja, Nora, Ragnhild, Signe, Tuva, Ylva,
  Aino, Eeva, Kaisa, Päivi, Sanna, Marit, Åsa, Solveig`,
  `Anders, Bjarne, Carsten, Erlend, Fredrik, Gustav, Håkon, Ivar, Jens, Kjell, Lennart, Magnus, Niklas, Olav, Rasmus, Sven,
  Torbjörn, Viggo, Antti, Eero, Juhani, Mikko, Søren, Øystein`,
  `Ahlgren, Bergström, Dalgaard, Ekholm, Fjeldstad, Grönlund, Hedegaard, Isaksen, Jørgensen, Kjærgaard, Lindqvist, Mortensen,
  Nyström, Østergaard, Pettersson, Rasmussen, Sandvik, Thorvaldsen, Vestergaard, Wallin, Åkesson, Halvorsen, Korhonen,
  Lehtinen, Mäkelä, Nieminen, Virtanen, Holmqvist, Skoglund, Brandt-Nielsen`,
);
