/** Bounds of the contract, in the unit of the name. `Bytes` are bytes of UTF-8. */
export const limits = {
  payloadBytes: 256 * 1024,
  textBytes: 64 * 1024,
  /** CloudEvents `source`, `id`, `subject`, and whatever a company names by itself. */
  idCharacters: 255,
  attributes: 50,
  attributeKeyCharacters: 64,
  attributeValueCharacters: 1024,
  /** Levels of `{` and `[` in a body; the deepest event of the catalogue has 5. */
  nestingDepth: 32,
  /** How far a clock may run ahead before a door refuses its instants. */
  futureMs: 86_400_000,
  /** Errors named for one body; a body of nothing but errors must not become a report of megabytes. */
  fieldErrors: 50,
} as const;
