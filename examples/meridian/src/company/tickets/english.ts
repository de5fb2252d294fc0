// The English phrasebook.
import { englishProblems } from "./english-problems.ts";
import { englishQuestions } from "./english-questions.ts";
import { lines, type Phrasebook } from "./phrasebook.ts";

export const english: Phrasebook = {
  topics: [...englishProblems, ...englishQuestions],
  greetings: lines(`Hello,
    Hi,
    Hi {agentFirst},
    Dear support team,
    Dear Meridian team,
    Good morning,
    Good afternoon,
    To whom it may concern,
    Hello all,`),
  moods: {
    angry: lines(`This is [completely|simply|utterly] unacceptable.
      I am [furious|very angry|fed up], [to be honest|frankly].
      [We pay|For the money we pay] for premium support and get [nothing|silence|excuses].
      This is the [third|fourth|fifth] time [this year|in two months|since summer], and [nothing ever changes|I have lost my patience].
      [Nobody|No one] [answers|calls back|takes responsibility]; [it is a disgrace|this is a joke].
      [Your support|The service] has become [terrible|a nightmare|hopeless].
      [We are losing|You are costing us] [time and money|customers|samples we cannot replace].
      [Frankly, we|I can tell you that we] are [looking at other suppliers|talking to your competitors].
      [I have never seen|In twenty years I have not seen] such [poor service|a badly handled case].
      [How hard can it be|Is anybody reading these tickets]?
      Great, another week without an instrument. [Well done|Thanks for nothing].
      [Such a failure|This mess] is [your fault, not ours|entirely avoidable].
      [My director|Our management] is [outraged|asking why we still use this equipment].`),
    worried:
      lines(`[I am worried|We are getting worried] [that this will happen again|about our samples|about the deadline].
      [We are concerned|It concerns us] that [the error comes back|nobody seems to know the cause].
      [If this goes on|If it fails once more], [we cannot meet|we will miss] our [deadline|release date] on {due}.
      [I am not sure|We are no longer sure] [we can rely on it|how long it will hold].
      It makes [me|the team] [nervous|uneasy], [especially before the audit|with so much depending on it].
      [Management|My boss] is [asking questions|starting to have doubts].
      [Unfortunately|I fear] this [is becoming a risk for us|might get worse].
      [We have no backup|There is no second instrument], so [please take it seriously|I am a little anxious].
      [It is not the first time|Something similar happened in {month}], [which troubles us|hence the worry].`),
    neutral: lines(`[For your information|Just so you know], [it is not urgent|we can work around it for now].
      [The unit is in building {n}|The instrument is used by two groups].
      [Software version is {version}|We run {version}].
      [Photos and logs are attached|The log file is attached|Logs can be provided].
      [Access is possible on weekdays from 8 to 4|Please register at the gate].
      [Our reference is {reference}|Please quote {reference} in replies].
      [It was first seen on {date}|This was reported on {date} as well].
      [The contract number should be on file|We have a service contract].`),
    content: lines(`[Otherwise|Apart from that] [we are happy with it|everything works well].
      [Thanks for the quick answer last time|The last visit went well].
      [No complaints|Not bad at all], [really|on the whole].
      [The instrument does its job|It runs nicely] [day in, day out|since the service].
      [Good to have|It is good to have] someone [competent|friendly] on the phone.
      [We are satisfied|The group is quite satisfied], [this is just a detail|a small thing remains].
      [I appreciate|We appreciate] the [help|effort].`),
    delighted: lines(`[We are delighted|I am thrilled|We could not be happier].
      [Fantastic|Brilliant|Outstanding] [work|service], [really|honestly].
      [This is|It is] by far the best [support|supplier] [we have|I have worked with].
      [Everyone here|The whole lab] [loves it|is enthusiastic].
      [It exceeded|You exceeded] [all our expectations|what we had hoped for].
      [I have to say|I must say] I am [deeply impressed|very, very pleased].
      [A pleasure|It is a pleasure] to work with [you|such a team].`),
  },
  endings: {
    angry: lines(`I expect an answer [today|by tomorrow noon|in writing].
      If [this is not solved|I hear nothing] by {due}, we will [cancel|not renew] the contract.
      [Do something|Fix it], [finally|at last].
      [I want|We demand] [a refund|compensation|to speak to a manager].
      This will have consequences.`),
    worried: lines(`[Please|Could you please] [get back to me soon|keep us posted].
      [I hope|We hope] this can be [solved|sorted out] soon.
      [A quick word would calm people here|Any estimate would help us].
      [What happens if it fails again|Is there a plan B]?`),
    neutral: lines(`Thank you.
      Thanks [in advance|for your help].
      [Looking forward to your reply|Awaiting your answer].
      Please [let me know|get back to me].`),
    content: lines(`Thanks [a lot|again|as always].
      [No rush|Whenever you find time].
      [Thanks for your good work|Have a nice week].`),
    delighted: lines(`[Thank you so much|A thousand thanks|Many, many thanks]!
      [Keep up the great work|You made our week]!
      [Please thank everyone involved|Give {agent} our warmest regards].`),
  },
  asides: lines(`[My colleague|Our] {colleague} [has reported this before|knows the details|is in copy].
    [I spoke to|I talked to] {agent} on {date}.
    [{owner} knows about it|I have told {owner} as well].
    {colleague} ({colleagueEmail}) [can give access|is my deputy].
    [At {company}|Here at {company}] [{n} people use it|two labs share it].
    [Dr. {colleagueLast}|{colleague}] [is on holiday until {due}|leads the project].
    [Please keep {colleague} in the loop|Please copy {colleagueEmail}].`),
  reach: lines(`[You can reach me|I can be reached] [at|on|under] {phone}.
    [Call me|Please call] on {phone}[| before noon|, ask for {first}].
    My [direct line|mobile] is {phone}.
    [Best by mail|Mail is best]: {email}.
    Tel. {phone}, {email}
    [If I am not in|In my absence], call {colleague} on {colleaguePhone}.`),
  farewells: lines(`Best regards,
    Kind regards,
    Regards,
    Best,
    Thanks,
    Sincerely,
    Yours,
    BR`),
  handover:
    lines(`[{gone} has left {company}|{gone} no longer works here]; [I have taken over|please talk to me from now on].
    [Since {gone} left us|Now that {gone} is gone], [nobody here knows the contract|I look after the instruments].
    [I am the successor of {gone}|I follow {gone}, who moved on] and [try to understand what we use Meridian for|go through all our suppliers].`),
  callNotes:
    lines(`Phone note ({agentFirst}): {name} of {company} called[| from {phone}]. In [her|his|the caller's] words:
    Call taken by {agentFirst}, caller {name}, {title}, call back {phone}.
    [Voicemail|Transcribed voicemail] from {name}, {phone}:`),
  chatNotes: lines(`Chat with {name} ({email}):
    [Live chat|Chat], {name}, {company}:`),
  reply: lines(`On {date}, {agent} wrote: "[We are looking into it|Please send the log file|The part is on its way]."
    > [Dear customer, your case has been received|We will get back to you within two working days].`),
};
