/** Kinds of join that a random query draws from, the frequent ones more than once. */
export const joinKinds = [
  "join",
  "join",
  "join",
  "left join",
  "left join",
  "right join",
  "full join",
  "semi join",
  "anti join",
] as const;
