/** "client, clients" as a list. */
export const words = (text: string): readonly string[] => text.split(", ");
