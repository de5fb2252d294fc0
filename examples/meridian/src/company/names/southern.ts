import { stock } from "./stock.ts";

export const spanish = stock(
  `Almudena, Beatriz, Carmen, Dolores, Elvira, Fernanda, Graciela, Inmaculada, Jimena, Leticia, Macarena, Nuria, Paloma,
  Rocío, Silvia, Teresa, Verónica, Ximena, Alejandra, Lucía, Marisol, Pilar`,
  `Álvaro, Bernardo, César, Diego, Emilio, Fermín, Gonzalo, Héctor, Ignacio, Joaquín, Leandro, Manuel, Nicolás, Óscar,
  Pablo, Ramiro, Santiago, Tomás, Vicente, Andrés, Iker, Rodrigo`,
  `Alcántara, Benavides, Carrasco, Delgado, Echeverría, Figueroa, Gallardo, Herrera Luna, Ibáñez, Jiménez, Lozano, Mendoza,
  Navarro, Olmedo, Pacheco, Quintana, Rosales, Sepúlveda, Tejada, Urrutia, Valdés, Zamora, Aranda, Bustamante, Castellanos,
  Domínguez, Escobar, Guerrero, Montenegro, Villanueva`,
);

export const italian = stock(
  `Alessandra, Benedetta, Chiara, Donatella, Elisabetta, Federica, Giulia, Ilaria, Lucrezia, Martina, Ornella, Paola, Raffaella,
  Serena, Tiziana, Viviana, Arianna, Caterina, Giovanna, Simona`,
  `Alessio, Brunello, Claudio, Dario, Enrico, Fabrizio, Gianluca, Ivano, Lorenzo, Massimo, Niccolò, Ottavio, Pietro, Riccardo,
  Salvatore, Tommaso, Umberto, Vittorio, Davide, Stefano`,
  `Albertini, Bevilacqua, Caruso, D'Amico, Esposito, Ferrarese, Galimberti, Inzaghi, Lombardini, Marchetti, Negrini, Orsini,
  Pellegrino, Quaranta, Rinaldi, Santoro, Tagliaferri, Ughetti, Valsecchi, Zanella, Bonacina, Colombo, De Santis, Fumagalli,
  Guidotti, Mantovani, Pasqualini, Rossetti, Sartori, Vitale`,
);

export const portuguese = stock(
  `Adriana, Bruna, Camila, Débora, Fabiana, Gabriela, Helena, Juliana, Larissa, Mariana, Patrícia, Renata, Sabrina, Tatiana,
  Vitória, Luciana`,
  `Afonso, Bruno, Caio, Eduardo, Fábio, Guilherme, Henrique, João Pedro, Leonardo, Marcelo, Otávio, Rafael, Sérgio, Thiago,
  Vinícius, Gustavo`,
  `Albuquerque, Barbosa, Cardoso, Duarte, Esteves, Figueiredo, Guimarães, Lacerda, Magalhães, Nogueira, Oliveira Prado, Peixoto,
  Queiroz, Rezende, Siqueira, Tavares, Valente, Xavier, Brandão, Camargo`,
);

export const polish = stock(
  `Agnieszka, Barbara, Dorota, Ewelina, Grażyna, Halina, Iwona, Joanna, Katarzyna, Małgorzata, Natalia, Oliwia, Renata,
  Wiktoria, Zofia, Beata`,
  `Andrzej, Bartosz, Cezary, Dariusz, Grzegorz, Henryk, Jacek, Krzysztof, Łukasz, Marek, Paweł, Rafał, Sławomir, Tomasz,
  Wojciech, Zbigniew`,
  `Adamczyk, Borkowski, Czajka, Dąbrowski, Gajewski, Jabłoński, Kaczmarek, Lewandowicz, Majewski, Nowicki, Ostrowski, Pietrzak,
  Rutkowski, Sobczak, Tomaszewski, Wasilewski, Zakrzewski, Walczak, Król, Mazurek`,
);

export const arabic = stock(
  `Amal, Dalia, Fatima, Hanan, Layla, Mariam, Noor, Rania, Salma, Yasmin, Zainab, Huda`,
  `Ahmed, Bilal, Faisal, Hamza, Ibrahim, Khalid, Majid, Nabil, Omar, Rashid, Tariq, Youssef`,
  `Al-Farsi, Al-Mansouri, Barakat, Darwish, El-Sayed, Haddad, Jaber, Khoury, Mahfouz, Nasser, Qasim, Rahman, Saleh, Al-Zaabi`,
);
