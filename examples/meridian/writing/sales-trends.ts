// How the summary of a region's sales reads when no language model writes it: paragraphs of sentences, each in the form that
// says most with the facts at hand. A change of less than a percent is none.
import type { Phrasebook } from "gantry";

export const salesTrends: Phrasebook = {
  name: "sales-trends",
  defaultLanguage: "en",
  languages: {
    en: {
      locale: "en-GB",
      words: {
        "new customers": "customers won since",
        "returning customers": "customers who had not ordered then and did now",
        "lost customers": "customers who have left",
        "paused customers": "customers who ordered then and not now",
        "choice of products": "another choice of products",
        volume: "the number of pieces",
        "exchange rates": "exchange rates",
        prices: "prices",
      },
      subjects: ["Sales in {region}, {first_month|month} to {last_month|month}", "Sales in {region}"],
      report: [
        [
          [
            "Sales in {region} came to {sales|money:EUR} from {first_month_of_year|month-name} to {last_month|month}.",
            "Sales in {region} came to {sales|money:EUR} from {first_month|month} to {last_month|month}.",
            "Sales in {region} came to {sales|money:EUR}.",
          ],
          [
            "That is {sales_change_year|rise} more than in the same months a year before, when sales were {sales_year|money:EUR}, ",
            "That is {sales_change_year|drop} less than in the same months a year before, when sales were {sales_year|money:EUR}, ",
            "That is about as much as in the same months a year before, ",
          ].flatMap((year) => [
            `${year}and {sales_change_before|rise} more than in the {months|plural:one=month,other=# months} before.`,
            `${year}and {sales_change_before|drop} less than in the {months|plural:one=month,other=# months} before.`,
            `${year}and about as much as in the {months|plural:one=month,other=# months} before.`,
          ]),
          [
            "They come from {orders|plural:one=one order,other=# orders} of {customers|plural:one=one customer,other=# customers}.",
          ],
        ],
        [
          ["The strongest month was {peak_month|month}, with sales of {peak_sales|money:EUR}."],
          ["{largest_line} is the largest product line, with sales of {largest_line_sales|money:EUR}."],
          [
            "Against a year before {best_line} gained most, sales of {best_line_sales_gain|money:EUR}; {worst_line} lost most, sales of {worst_line_sales_loss|money:EUR}.",
            "Against a year before {best_line} gained most, sales of {best_line_sales_gain|money:EUR}; no product line lost.",
            "Against a year before no product line gained; {worst_line} lost most, sales of {worst_line_sales_loss|money:EUR}.",
          ],
        ],
        [
          [
            "What added most to the sales of a year before: {gain_driver|word}, with {gain_sales|money:EUR}, and {second_gain_driver|word}, with {second_gain_sales|money:EUR}.",
            "What added to the sales of a year before: {gain_driver|word}, with {gain_sales|money:EUR}.",
          ],
          [
            "What took most away: {loss_driver|word}, with sales of {loss_sales|money:EUR}, and {second_loss_driver|word}, with {second_loss_sales|money:EUR}.",
            "What took something away: {loss_driver|word}, with sales of {loss_sales|money:EUR}.",
          ],
        ],
      ],
    },
  },
};
