// English phrases of the retention phrasebook.
const training =
  "I would be glad to arrange a training session for your team, built around the methods you run today: for new colleagues as a start, for the others to pick up what the software has learned since.";

export const english = {
  locale: "en-GB",
  subjects: [
    "Before your renewal on {renewal_ahead|date}: a short conversation?",
    "Your Meridian agreement until {renewal_ahead|date}: what would help you most?",
    "Your renewal on {renewal_near|date}: a short conversation?",
    "Your renewal of {renewal_past|date}: what would help you most?",
    "How can we help your lab?",
  ],
  greetings: ["Dear {salutation} {last_name},", "Dear {first_name} {last_name},", "Dear {contact},", "Good morning,"],
  openings: [
    "Your agreement with us comes up for renewal on {renewal_ahead|date}. Well before that I would like to be sure that our instruments are doing for {account} what you bought them for.",
    "The renewal of your agreement on {renewal_ahead|date} is a good occasion to look at how {account} gets on with our instruments. I would rather talk with you now than wait for the date.",
    "I look after {account} at Meridian, and before your agreement comes up for renewal on {renewal_ahead|date} I would like to talk about what we can do better for you.",
    "Your agreement with us comes up for renewal on {renewal_near|date}, so the date is close. Before then I would like to be sure that our instruments are doing for {account} what you bought them for.",
    "I look after {account} at Meridian. As the renewal of your agreement is due on {renewal_near|date}, I would like to talk with you in the next days about what we can do better for you.",
    "Your agreement with us was due for renewal on {renewal_past|date}, and it is still open between us. I would like to take the occasion to hear whether our instruments are doing for {account} what you bought them for.",
    "I look after {account} at Meridian. The renewal of your agreement was due on {renewal_past|date}; before we settle it I would like to talk about what we can do better for you.",
    "With the renewal of your agreement on {renewal_date|date} in view, I would like to be sure that our instruments are doing what you bought them for.",
    "I would like to be sure that our instruments are doing for your lab what you bought them for.",
  ],
  arguments: [
    {
      feature: "usage_trend",
      topic: "use",
      when: { fact: "usage_trend", below: -0.1 },
      subjects: ["Getting your team back up to speed with Meridian", "Would a training session help your team?"],
      paragraphs: [
        `Since {usage_since|day} your team has used the Meridian software {usage_trend|drop} less than before. In my experience that is seldom about the work itself, and more often about people changing roles or a workflow that no longer fits. ${training}`,
        `I noticed that your team's use of the Meridian software has gone down by {usage_trend|drop} since {usage_since|day}. If something gets in the way, I want to know it and mend it. ${training}`,
        `Over the last twelve weeks your team has used the Meridian software {usage_trend|drop} less than in the twelve before. If something gets in the way, I want to know it and mend it. ${training}`,
        `It looks as if the Meridian software has played a smaller part in your daily work lately. If something gets in the way, I want to know it and mend it. ${training}`,
      ],
    },
    {
      feature: "seat_use",
      topic: "use",
      when: { fact: "seat_use", below: 0.75 },
      subjects: ["Making more of your Meridian seats", "Are your Meridian seats in the right hands?"],
      paragraphs: [
        `At the moment {active_users|number:0} of your {licensed_users|number:0} seats are in use. You should not pay for access that nobody has time to learn. ${training} And if some seats are simply one too many, we will talk about that openly.`,
        `Of the {licensed_users|number:0} seats in your agreement, {active_users|number:0} are in use. Either your colleagues need a better start with the software, or the number no longer fits; both can be solved. ${training}`,
        `Over the past eight weeks about {seat_use|percent} of your seats were in use. Either your colleagues need a better start with the software, or the number no longer fits; both can be solved. ${training}`,
        `It seems that not all of your seats are in use. ${training}`,
      ],
    },
    {
      feature: "weeks_silent",
      topic: "use",
      when: { fact: "weeks_silent", above: 1 },
      subjects: ["It has been quiet: can we help?", "Has something got in the way of your work with Meridian?"],
      paragraphs: [
        `In the last twelve weeks there {weeks_silent|plural:one=was a week,other=were # weeks} in which nobody at your lab worked with the Meridian software. That may have good reasons; if it does not, I would like to hear what stands in the way. ${training}`,
        `It has been quiet around your Meridian software lately. That may have good reasons; if it does not, I would like to hear what stands in the way. ${training}`,
      ],
    },
    {
      feature: "error_rate",
      topic: "service",
      when: { fact: "error_rate", above: 0.5 },
      subjects: ["A service visit for your Meridian instruments", "Your instruments should run without errors"],
      paragraphs: [
        "Over the last twelve weeks your instruments reported about {error_rate|number} errors for every hundred sessions, which is more than you should have to put up with. I would like to send one of our engineers to your lab, and to have the same person at your side until they run cleanly.",
        "About {error_rate|number} errors for every hundred sessions over the last twelve weeks: your instruments can do better than that. Let us agree on a service visit, by an engineer who can stay your contact afterwards.",
        "Your instruments have been reporting errors more often than they should. I would like to send one of our engineers to your lab, and to have the same person at your side until they run cleanly.",
      ],
    },
    {
      feature: "tickets_90d",
      topic: "service",
      when: { fact: "tickets_90d", above: 1 },
      subjects: ["Your open questions, taken up together", "Your support requests of the last weeks"],
      paragraphs: [
        "You had to write to our support {tickets_90d|plural:one=once,other=# times} in the last three months, and {open_tickets|plural:one=one case is,other=# cases are} still open. I am sorry for the time this has cost you. I would like to name one engineer who knows your set-up, takes on all that is open, and visits your lab if that is the quicker way.",
        "You had to write to our support {tickets_90d|plural:one=once,other=# times} in the last three months. I am sorry for the time this has cost you. I would like to name one engineer who knows your set-up, takes on all that is open, and visits your lab if that is the quicker way.",
        "In the last three months your team has turned to our support {tickets_90d|plural:one=once,other=# times}. That is too often. Let me bring in one engineer who goes through everything with you in one go, and stays your contact afterwards.",
        "Your team has had to turn to our support more often than it should. I would like to name one engineer who knows your set-up and takes on all that is open.",
      ],
    },
    {
      feature: "urgent_tickets_90d",
      topic: "service",
      when: { fact: "urgent_tickets_90d", above: 0 },
      subjects: ["After your urgent cases: finding the cause together", "Following up on your urgent support requests"],
      paragraphs: [
        "In the last three months you had {urgent_tickets_90d|plural:one=an urgent support case,other=# urgent support cases}. When an instrument stands still, so does your work, and I am sorry for that. I would like to arrange a service visit, with a named engineer you can call directly from then on.",
        "You had {urgent_tickets_90d|plural:one=an urgent case,other=# urgent cases} with our support in the last three months. I want the cause found, not only the symptom: let us plan a service visit, with an engineer whom you can turn to directly afterwards.",
        "I know that some of your requests to our support were urgent. I want the cause found, not only the symptom: let us plan a service visit, with a named engineer you can call directly from then on.",
      ],
    },
    {
      feature: "overdue_invoices",
      topic: "billing",
      when: { fact: "overdue_invoices", above: 0 },
      subjects: ["Can we help with an open invoice?", "Settling the invoice question together"],
      paragraphs: [
        "On our side {overdue_invoices|plural:one=one invoice is,other=# invoices are} still open. If something on them is not right, an order number, an amount or the address, tell me: our billing contact can call you, and usually it is settled in that one conversation.",
        "I saw that {overdue_invoices|plural:one=one of our invoices is,other=# of our invoices are} still open. This is often a matter of a missing order number or the wrong desk. Shall I have our billing contact give you a call and sort it out with you directly?",
        "It seems there is still a question about our invoices. Shall I have our billing contact give you a call and sort it out with you directly?",
      ],
    },
    {
      feature: "days_late",
      topic: "billing",
      when: { fact: "days_late", above: 5 },
      subjects: ["Making our invoices easier for you", "A simpler way for our invoices"],
      paragraphs: [
        "I have the impression that our invoices take a detour before they reach the right desk at your end. A short call with our billing contact would let us set up what suits you: another address, other dates, an order number on each of them.",
        "Our invoices do not seem to fit well with the way payments run at your end. Our billing contact would be glad to call you and find what suits you better: other dates, another address, or one invoice instead of several.",
      ],
    },
    {
      feature: "failed_payments_12m",
      topic: "billing",
      when: { fact: "failed_payments_12m", above: 0 },
      subjects: ["Sorting out your payments with us", "A quick fix for your payments"],
      paragraphs: [
        "Over the past year {failed_payments_12m|plural:one=one payment,other=# payments} to us did not go through. Mostly that is a changed account or an expired mandate. Our billing contact can put it right with you in a short call, so that it does not bother your accounts team again.",
        "Payments to us have not always gone through. Mostly that is a changed account or an expired mandate. Our billing contact can put it right with you in a short call, so that it does not bother your accounts team again.",
      ],
    },
    {
      feature: "auto_renew",
      topic: "renewal",
      when: { fact: "auto_renew", below: 0.5 },
      subjects: ["Your renewal: what should the next term look like?", "Planning your next term with Meridian"],
      paragraphs: [
        "Your agreement does not renew by itself, and I do not want you to have to decide in a hurry. Let us talk about the next term soon: which instruments and services you need, which you don't, and what would make the next years easier to plan.",
        "As your agreement ends unless we renew it together, let us look soon at what the next term should cover, and what you could do without.",
      ],
    },
    {
      feature: "contract_term_months",
      topic: "renewal",
      subjects: ["A next term that fits your plans", "Your renewal: what should the next term look like?"],
      paragraphs: [
        "I would like to talk about the next term while there is time to shape it: the instruments and services you need, those you don't, and a term that fits your planning rather than ours.",
        "If you tell me what your lab plans for the coming year, I can put together a proposal that follows it, in scope as well as in term.",
      ],
    },
    {
      feature: "champion_left",
      topic: "people",
      when: { fact: "champion_left", above: 0.5 },
      subjects: ["Your contact at Meridian: a short introduction", "Introducing myself, and what we do for your lab"],
      paragraphs: [
        "I understand that the colleague who looked after Meridian on your side has moved on. Much knowledge leaves with a person, so I would like to introduce us anew: what you have in use, what it can do, and whom to call. It takes no more than half an hour, and whoever takes over is welcome to join.",
        "Since the colleague we used to work with has left your team, I would be glad to start afresh with whoever has taken over: a short introduction to what you have, how your lab uses it, and who is there for you at Meridian.",
      ],
    },
  ],
  otherwise: [
    "I would like to hear at first hand what works well for you, what does not, and what you plan for the coming year. From that I will put together a proposal for the next term that fits.",
    "Tell me what has gone well and what has not. I would rather hear it from you now than guess, and I will come back with a proposal for the next term that takes it into account.",
  ],
  closings: [
    "Would half an hour next week suit you? A short reply with a time is enough, and I will see to the rest.",
    "Just reply with a day that suits you, and I will call. If someone else on your team is the better person for this, I am glad of a pointer.",
    "When would be a good time to talk? Reply with whatever suits you, and I will arrange the rest.",
  ],
  signatures: [
    "Kind regards\n\n{owner}\n{owner_title}\nMeridian Instruments",
    "Kind regards\n\n{owner}\nMeridian Instruments",
    "Kind regards\n\nYour team at Meridian Instruments",
  ],
};
