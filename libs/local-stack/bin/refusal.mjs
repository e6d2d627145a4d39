/** The command cannot run, and the message says to its reader why and what to do. */
export class Refusal extends Error {}
