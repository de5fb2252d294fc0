// Tickets in English: what people ask for, and what they praise.
import { topic } from "./phrasebook.ts";

export const englishQuestions = [
  topic(
    "question",
    "Question",
    `[Training|User training] for {product}
     [Course dates|Refresher course]?
     Onboarding of {n} new [users|technicians]`,
    `We have {n} new [technicians|PhD students|colleagues] who [will work|start] on the {product} [in {month}|next month].
     [Is there|Do you offer] a [half-day refresher|online course] for the {product}?`,
    `[{colleague} ran the last one for us|The last course was two years ago].
     [A remote session would be fine|We would prefer it on site].`,
    `[Which dates do you have|Could you send dates and a price]?
     [How many people can take part|Is it covered by our contract]?`,
  ),
  topic(
    "question",
    "Question",
    `[Calibration certificate|IQ/OQ documents] for {serial}
     Documents for [audit|inspection] on {due}
     [ISO 17025|GMP] [paperwork|certificate] {product}`,
    `For an [inspection|audit] on {due} we need the [calibration certificate|IQ/OQ protocol|material declaration] of {product}, serial {serial}.
     Our [quality manager|QA] {colleague} asks for the [latest service report|validation package] of the {product}.`,
    `[A PDF is enough|It should carry the serial number].
     [We found only the one from {year}|The portal has an older version].`,
    `[Could you send it|Please mail it to {email}]?
     [Where do we find it|Is it in the portal]?`,
  ),
  topic(
    "question",
    "Question",
    `[Quote|Quotation] for [a second {product}|spare parts]
     [Price|Availability] of {other}
     [Upgrade|Trade-in] options for {product}`,
    `We are [thinking about|budgeting for] a [second|newer] {product} [next year|in {month}].
     [Could you quote|What would be the price of] {other} [with installation|including a service contract]?`,
    `[Lead time matters more than price|We have to spend the budget before {month}].
     [{colleague} in purchasing|Our purchasing department] will need [a formal offer|three offers].`,
    `[Please copy|Please include] {owner}.
     [An indication is enough for now|A valid quotation until {due} would be ideal].`,
  ),
  topic(
    "question",
    "Question",
    `[API|Integration] question: {product} and [LIMS|ELN]
     How to [export|stream] raw data from {product}
     [OPC UA|SiLA 2] support?`,
    `[Is it possible|Can one] [to |]stream raw data from the {product} [into our LIMS|to a data lake] [over REST|with SiLA 2]?
     [We are building|{colleague} builds] an interface between Meridian Cloud and our [ELN|LIMS] and [need|would need] the field list of version {version}.`,
    `[The manual says nothing about time zones|The example in chapter {n} no longer works].
     [A sandbox tenant|Test data] would [help|be useful].`,
    `[Is there documentation|Whom can we talk to]?
     [A short call|A sample payload] would do.`,
  ),
  topic(
    "question",
    "Question",
    `Is {serial} still under warranty?
     [Warranty|Service contract] [question|extension]
     [Relocation|Move] of {product}`,
    `[Could you check|Please check] whether {product}, serial {serial}, [is still under warranty|is covered by our contract].
     We [move|relocate] to [another building|a new site] in {month} and [must take|have to move] the {product} with us.`,
    `[It was installed on {date}|The delivery note is lost].
     [Our facility team|{colleague}] [needs to know|asked].`,
    `[What does an extension cost|Does moving it void the warranty]?
     [Who may move it|Do you offer relocation]?`,
  ),
  topic(
    "question",
    "Feature Request",
    `[Feature request|Idea]: [dark mode|bulk edit|audit filter]
     [Suggestion|Wish] for {product} software
     Please add [user groups|barcode fields|a second language]`,
    `It would [help|save time] if the software of the {product} [could group users by project|remembered the last method|could filter the audit trail by user].
     [A small wish|One suggestion] for {version}: [barcode fields in the run list|alarms by text message|an undo in the method editor].`,
    `[We work around it with a spreadsheet|Today we do it by hand].
     [Other labs we know|{colleague} and her team] would [use it too|like it as well].`,
    `[Is something like that planned|Could you pass it on to development]?
     [Happy to test a beta|No hurry].`,
  ),
  topic(
    "question",
    "Question",
    `[Change of contact|New contact person]
     [Address|Delivery address] [change|update]
     Please [add|remove] a user`,
    `[Please note|Please update] our [delivery address|billing contact]: [from {due} on|as of now] it is {colleague}, {colleagueEmail}, {colleaguePhone}.
     [Could you add|Please add] {colleague} ({colleagueEmail}) to [our portal|the alarm list][| with read rights]?`,
    `[The old entry can be deleted|Everything else stays as it is].
     [The colleague|This person] [works part-time|is at our second site].`,
    `[A short confirmation is enough|Thanks for confirming].
     [Let me know if you need a form|Do you need anything in writing]?`,
  ),
  topic(
    "question",
    "Question",
    `[Method|Protocol] advice for {product}
     [Settings|Parameters] for [viscous samples|low volumes]
     [Best practice|Cleaning] {product}?`,
    `[Which settings|What parameters] do you recommend on the {product} for [viscous samples|low-volume plates|PBMC isolation|hard water]?
     [Which cleaning agent|What disinfectant] is safe for the {product}[| apart from ethanol]?`,
    `[We get decent results|It works], but [there is room for improvement|it takes long].
     [Our protocol is attached|I can send our method file].`,
    `[Any hint is welcome|Is there an application note]?
     [Does your application lab have experience with this|Who is your expert for that]?`,
  ),
  topic(
    "praise",
    "Feedback",
    `[Thank you|Thanks] [|to {agent}]
     [Great service|Excellent support] [on {date}|last week]
     {product}: [up and running|all good]`,
    `{agent} [fixed|repaired] our {product} [within an hour|the same day] and [explained|showed us] [what had happened|how to avoid it].
     The new {product} [was installed on {date}|is up and running] and [the whole team|everyone here] [is impressed|likes it].
     [The remote session|Yesterday's call] with {agent} [solved|cleared up] [everything|our problem with {product}].`,
    `[The throughput went up by {percent} %|We save {n} hours a week].
     [{colleague}, who was sceptical, is now its biggest fan|Even {colleague} is convinced].
     [Training was well prepared|The documentation is clear], [too|by the way].`,
    `[Please pass this on|Please let the team know].
     [The ticket can be closed|Nothing else to do].`,
  ),
  topic(
    "praise",
    "Feedback",
    `[Feedback|Short feedback] after [installation|upgrade]
     [Update {version}|New release]: [well done|nice work]
     [Reference|Case study]?`,
    `[The update to {version}|Your last release] [runs smoothly|made life easier] on [all our instruments|both sites].
     [We published|{colleague} published] a paper with data from the {product} and [thank your team in it|mention you].
     [After one year|{weeks} weeks in], the {product} [has not failed once|does exactly what was promised].`,
    `[Alarms are reliable now|The new method editor is a real step forward].
     [We recommended you to a partner institute|A neighbouring lab asked us for your number].`,
    `[You may use us as a reference|If you need a reference, call me].
     [Keep it up|Carry on like this].`,
  ),
];
