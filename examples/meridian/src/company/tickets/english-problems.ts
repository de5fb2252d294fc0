// Tickets in English: what goes wrong.
import { topic } from "./phrasebook.ts";

export const englishProblems = [
  topic(
    "problem",
    "Problem",
    `[Vibration|Imbalance error|Rotor noise] on {product}
     {product} stops with {error}
     Centrifuge run aborts [mid-spin|after a few minutes]`,
    `Our {product} (serial {serial}) [has started to vibrate|vibrates badly|shakes] above [8,000|10,000|12,000] rpm and [aborts|shuts down] with {error}.
     [Since|Ever since] {date} the {product} [reports an imbalance|shows {error}] [on every second run|almost daily|whenever we load the swing-out rotor].
     The rotor of unit {serial} makes a [grinding|scraping|clicking] noise [during deceleration|on spin-up].`,
    `We [re-balanced the tubes|swapped the rotor|levelled the bench] [twice|several times] [and it made no difference|without any effect].
     The last [service visit|maintenance] was on {date}, [and the rotor was signed off then|nothing was noted].
     [{n} runs|Two days of samples] have been lost [so far|this week].`,
    `[Could you|Can somebody] send a service engineer[| this week]?
     [Please tell us|Let us know] [whether it is safe to keep running it|if we must take it out of use].`,
    ["centrifuge", "floor-centrifuge"],
  ),
  topic(
    "problem",
    "Problem",
    `[Baseline drift|Unstable baseline] on {product}
     {product}: wavelength [calibration|verification] fails
     Spectra [not reproducible|look wrong] since [update|relocation]`,
    `The baseline of our {product} [drifts|wanders] by more than {percent} % [over an hour|within one sequence].
     Wavelength verification [fails|has failed] [at 546 nm|on the holmium standard] [three times in a row|since {date}] on instrument {serial}.
     [We cannot reproduce|Nobody here can reproduce] the spectra we measured [last month|in {month}] on the same reference sample.`,
    `Lamp hours are at {hours}, [well within|close to] the limit.
     [Room temperature and humidity are logged|The room is air-conditioned] and [have not changed|look fine].
     [Our QC batch|A stability study] [is on hold|had to be repeated] because of this.`,
    `[Is there|Do you have] a [known issue|firmware fix] for this?
     We need [a replacement lamp|a recalibration with certificate] [by {due}|before the audit].`,
    ["spectrometer", "plate-reader"],
  ),
  topic(
    "problem",
    "Problem",
    `{product} [drops tips|misses tips|crashes into the deck]
     Pipetting [volumes off|accuracy out of spec] on {product}
     Deck calibration lost [again|after power cut]`,
    `The {product} [drops tips|fails to pick up tips] in column {n} [roughly one run in five|every night].
     Dispensed volumes are off by {percent} % at [5 µl|10 µl|50 µl] [on all channels|on channels 3 and 4], measured gravimetrically.
     After [the power cut|the last update] the {product} [lost its deck calibration|no longer finds the plate hotel].`,
    `[Overnight runs|Our screening campaign] [cannot be left alone any more|have to be supervised], which [defeats the purpose|costs us a person per shift].
     [Error|The log shows] {error} at [02:14|03:40|23:55], then nothing.
     We [replaced the O-rings|ran the alignment wizard] [as described in the manual|as {agent} suggested] [and got the same result|, no change].`,
    `[Please arrange|We need] [a remote session|an on-site visit] [as soon as possible|within the SLA].
     Can you send [the adjustment procedure|a set of spare mandrels]?`,
    ["pipetting-robot"],
  ),
  topic(
    "problem",
    "Problem",
    `[Temperature alarm|CO₂ alarm] on {product}
     {product} [does not hold temperature|reads too high]
     Incubator [overshoots|door seal] [again|]`,
    `The {product} [overshoots to 38.9 °C|falls to 35 °C] [at night|after each door opening] and [alarms|calls the on-call phone].
     CO₂ in unit {serial} [reads {percent} % while our handheld says 5.0 %|swings between 3 and 7 %].
     There is condensation [behind the glass door|on the sensor] of the {product} [every morning|since {date}].`,
    `[Cell lines|Primary cultures] worth [several weeks of work|a lot of money] were [lost|discarded].
     [We moved the remaining flasks to a neighbouring lab|Everything now sits in a borrowed incubator].
     The door gasket was [replaced|cleaned] on {date}.`,
    `[How fast can|When can] somebody [look at it|come by]?
     Please [advise on|confirm] the [sensor recalibration|correct offset] and send [the part|a quotation].`,
    ["incubator"],
  ),
  topic(
    "problem",
    "Problem",
    `[Freezer alarm|Warm-up alarm] {product}
     {product} compressor [fails|runs non-stop]
     [-80|Ultra-low] freezer [only reaches|stuck at] -{deg}`,
    `Our {product} [only reaches|is stuck at] -{deg} °C [with the compressor running non-stop|since the weekend].
     The compressor of {serial} [cycles every few minutes|is very loud], and {error} is logged.
     On {date} the {product} [warmed up to|crept up to] -{deg} °C [without an alarm being sent|overnight].`,
    `It holds [patient samples|a biobank of {n} boxes|seed stocks] [that cannot be replaced|under consent].
     Filters [are clean|were cleaned last week], [defrosted in {month}|no ice build-up].
     [We are moving samples to dry ice|Samples are being moved to a backup] [as I write|right now].`,
    `[We need|Please send] an engineer [today|within 24 hours].
     Can you [lend us a unit|arrange a loan freezer] [meanwhile|for two weeks]?`,
    ["freezer"],
  ),
  topic(
    "problem",
    "Problem",
    `[Cannot log in|Login loop|SSO error] Meridian Cloud
     [Users locked out|Licence server unreachable]
     Licence [expired|not recognised] on {n} seats`,
    `[Nobody in our team|Half of our users] can [log in to|open] Meridian Cloud since {date}; [the page just reloads|it says {error}].
     [The licence server|Our floating licence] [rejects|does not recognise] {n} of our seats [after the renewal|since the migration].
     Single sign-on [breaks|loops] [for users with two roles|when the token expires].`,
    `Browser and network [are the same as before|were checked by our IT].
     [The instruments run, but nobody can get at the data|We write results on paper for now].
     [Your status page|The status page] [shows all green|says nothing].`,
    `[Please unlock|Please check] our tenant[| as a priority].
     [What has changed on your side|Was there a change on your side]?`,
  ),
  topic(
    "problem",
    "Problem",
    `[Data missing|Results lost] after [update|upgrade] to {version}
     {product}: [export|report] [broken|empty] since {version}
     LIMS [transfer|interface] [stopped|drops results]`,
    `Since the update to {version} the [CSV export|PDF report|LIMS transfer] [is empty|drops the last {n} samples|swaps two columns].
     [Results of {date}|{n} runs from {date}] [are missing in|have vanished from] the project folder.
     The [REST interface|HL7 connector] answers [500|timeout] [for every third request|under load].`,
    `[We had to re-enter|Our technicians re-typed] {n} results by hand.
     The audit trail [shows the runs as completed|has a gap of {n} minutes].
     [Rolling back to the previous version|A re-install] [helped for a day|did not help].`,
    `Can the [data be restored|old version be re-installed]?
     [We need|Please provide] a [hotfix|written statement for our QA].`,
  ),
  topic(
    "problem",
    "Problem",
    `Order {order}: [late|still not delivered|no delivery date]
     [Spare parts|Consumables] on [back order|backorder] again
     Wrong [item|rotor|voltage] delivered, order {order}`,
    `Order {order} was [promised for|confirmed for] {date} and [has not arrived|nobody can tell us where it is].
     We received [the wrong rotor|a 110 V unit instead of 230 V|only part of the shipment] with order {order}.
     The [filters|tips|lamps] for our {product} have been on backorder for {weeks} weeks.`,
    `The [carrier|forwarder] [says|claims] it was never picked up.
     [Installation was planned for {date}|The room had been booked and cleared].
     Your [web shop|portal] still shows "[in stock|ready to ship]".`,
    `[Please confirm|Give us] a [firm|binding] delivery date.
     [Can the missing items be sent by courier|Please collect the wrong parts]?`,
  ),
  topic(
    "problem",
    "Billing",
    `[Wrong amount|Duplicate charge] on invoice {invoice}
     Invoice {invoice}: [PO number missing|discount not applied]
     [Dunning letter|Reminder] for a paid invoice`,
    `Invoice {invoice} [charges us for {n} seats that we cancelled|does not show the agreed discount|was billed twice].
     We [received a dunning letter|were sent a reminder] for invoice {invoice}, [which was paid on {date}|although it is in dispute].
     The [PO number|cost centre] is missing on {invoice} and [our finance department rejects it|the system bounces it].`,
    `[Our accounts department|Accounts payable] has [asked for a corrected invoice|written twice] [already|without an answer].
     [The direct debit failed|Our bank refused the debit] because of the wrong amount.
     The [price increase|new rate] [was never announced|does not match the contract].`,
    `Please [issue a credit note|correct it] [before the end of the month|so that we can pay].
     [Who can clear this up|Can your billing team call me]?`,
  ),
  topic(
    "problem",
    "Problem",
    `[Engineer did not show up|Missed appointment]
     [Repair|Service] of {product}: [third visit|still not fixed]
     {product} [broken again|fails again] after [repair|service]`,
    `The engineer [announced for|booked for] {date} [did not come|cancelled an hour before].
     After [two|three] repairs the {product} ({serial}) [shows the same fault|is down again].
     [Our ticket|The case] from {date} was closed [although nothing was fixed|without a word].`,
    `[A whole team was waiting|Two people took time off the line] for the appointment.
     [Each visit replaces another board|The first engineer blamed the mains, the second the software].
     The instrument has been [idle|out of order] for {weeks} weeks.`,
    `[I would like|We expect] [a fixed date and a name|someone to own this].
     [Please escalate|Please have {owner} call me].`,
  ),
  topic(
    "problem",
    "Problem",
    `[Blurred images|Focus drift] on {product}
     {product} camera [not detected|freezes]
     [Stage|Autofocus] of {product} [jumps|stuck]`,
    `Focus on the {product} [drifts by several microns|is lost] [during time-lapse|within ten minutes].
     The camera of {serial} [is not detected|freezes the software] [after standby|with driver {version}].
     The stage [jumps|stalls] [in x|at the corners] [and ruins stitched images|and the run stops with {error}].`,
    `[Objective and immersion oil were checked|We cleaned the optics].
     [It happens with the 20x as well as the 40x|Only the 63x is affected].
     [{n} hours of imaging|A week of time-lapse data] [had to be thrown away|cannot be used].`,
    `[Is a driver update planned|Which driver do you recommend]?
     Please [book|schedule] an [optical alignment|inspection].`,
    ["microscope", "imager"],
  ),
  topic(
    "problem",
    "Problem",
    `[Leak|Pressure loss] on {product}
     {product}: [pump|pressure] error {error}
     [Retention times|Peaks] shifting on {product}`,
    `The {product} [loses pressure|leaks at the pump head] [after 20 minutes|at 400 bar].
     Retention times [shift by {percent} %|are all over the place] since [the column change|{date}].
     The pump of unit {serial} stops with {error} [overnight|during equilibration].`,
    `We [changed the seals|primed all channels] [without success|, it came back].
     [System suitability fails|The SST failed {n} times this month].
     [Release testing of a batch|An urgent customer batch] depends on it.`,
    `Please send [a seal kit and instructions|someone who knows this pump].
     [What else can we check|Is there a procedure to narrow it down]?`,
    ["chromatograph"],
  ),
];
