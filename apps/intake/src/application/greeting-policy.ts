/** The rules of this deployment, made from its settings. */
export abstract class GreetingPolicy {
  /** To one customer within an hour. */
  abstract readonly mostAcknowledgements: number;
  /** Language of those who contact an account, where nothing better is known. */
  abstract readonly accountLanguages: ReadonlyMap<string, string>;
  /** Address of this service as customers reach it; without it answers are suggested without a link. */
  abstract readonly answerLinkBase: string | undefined;
  abstract readonly answerTokenSecret: string | undefined;
}
