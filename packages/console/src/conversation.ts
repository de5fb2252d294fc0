// Which conversation a run belongs to, for as long as the tab lives: a follow-up goes on from the newest turn of it.
const kept = new Map<string, string>();

export const newConversation = (): string => `c_${crypto.randomUUID()}`;

export const conversationOf = (run: string): string | undefined => kept.get(run);

export const belongsTo = (run: string, conversation: string): void => {
  kept.set(run, conversation);
};
