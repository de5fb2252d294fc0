// Sentences to judge a sentiment model by: what customers write to support, written before the lexicons and apart from them.

/** −1 unhappy, 0 neither, 1 content. */
export type Mood = -1 | 0 | 1;
export type Judged = readonly [mood: Mood, text: string];
