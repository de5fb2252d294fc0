// How products of a collection are described when no language model writes it: for each customer segment in its own tone. A
// sentence belongs to the segment whose fact it names. What a category does is said in `words`.
import type { Phrasebook } from "gantry";

export const collection: Phrasebook = {
  name: "collection",
  defaultLanguage: "en",
  languages: {
    en: {
      locale: "en-GB",
      words: {
        centrifuges: "separates samples by their weight",
        chromatography: "takes mixtures apart into their parts",
        spectrometers: "tells substances by the light they take up",
        "plate readers": "reads whole plates at once",
        balances: "weighs samples where they are taken",
        electrochemistry: "measures what is dissolved",
        "pipetting robots": "moves liquids without a hand",
        pipettes: "moves small volumes by hand",
        incubators: "keeps cultures at their temperature",
        shakers: "keeps samples in motion",
        "safety cabinets": "keeps work and people apart from what is handled",
        microscopes: "shows what the eye can't see",
        "gel & cell imagers": "makes gels and cells into pictures",
        freezers: "keeps samples cold until they are needed",
        thermocyclers: "copies DNA in cycles of heat",
        baths: "keeps samples at an even warmth",
        "stirrers & hotplates": "heats and stirs",
        "field instruments": "tests on the spot, before a sample travels",
      },
      subjects: [
        "{name_enterprise}: one instrument for every site",
        "{name_mid_market}: daily work, made lighter",
        "{name_small}: a good place to begin",
        "{name}",
      ],
      report: [
        [
          [
            "{name_enterprise} {category|word}. With one model across all sites, methods, training and service need planning only once, and results stay comparable wherever they were taken.",
            "{name_mid_market} {category|word}. It takes on the work that comes up every day, stands ready without a long set-up, and leaves your people time for what needs their judgement.",
            "Meet {name_small}. It {category|word}, and a small team can begin with it the day it arrives: unpack it, switch it on, and start.",
          ],
        ],
        [
          [
            "It belongs to the {collection} collection of our {product_line} line: list price {list_price|money:EUR}, available from {launch_date|date}.",
            "It belongs to the {collection} collection of our {product_line} line.",
          ],
        ],
      ],
    },
  },
};
