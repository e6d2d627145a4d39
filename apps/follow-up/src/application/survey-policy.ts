/** What an operator decides about surveys. */
export abstract class SurveyPolicy {
  /** From the closing of a case to its survey. */
  abstract readonly delayMs: number;
  /** From the invitation to the last moment for an answer. */
  abstract readonly expiryMs: number;
  /** Where customers reach this service, without a slash at the end. */
  abstract readonly linkBase: string;
  abstract readonly tokenSecret: string;
}
