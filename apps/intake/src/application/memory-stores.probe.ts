/** The stores of intake for `memoryUnit`, in specs of its use cases. */
export const memoryStores = {
  customers: 'customerId',
  interactions: 'interactionId',
  submissions: 'envelope',
  acknowledgements: 'caseId',
  links: 'linkId',
  newLinks: 'append',
  sent: 'messageId',
  greetingRates: 'customerId',
  suppressions: 'tally',
  handles: 'handleKey',
  suggestions: 'suggestionId',
  newSuggestions: 'append',
  audit: 'append',
  erasures: 'append',
  erasedLetters: 'append',
  storedEvents: 'append',
} as const;
