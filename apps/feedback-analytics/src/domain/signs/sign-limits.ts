/** From which point on something is a sign. Data, so that a company can have its own. */
export interface SignLimits {
  /** Until the first acknowledgement or greeting, by channel; `other` where a channel has none. */
  readonly greetingSeconds: Readonly<Record<string, number>>;
  /** A wait without an explanation, by channel. */
  readonly waitSeconds: Readonly<Record<string, number>>;
  /** From a message of the customer to the next reply, while the agent was present, by channel. */
  readonly nextResponseSeconds: Readonly<Record<string, number>>;
  /** After it a case should not be handed on any more. */
  readonly transfers: number;
  /** In which an excuse must be followed by a promise or an action. */
  readonly actionSeconds: number;
  /** In which thanks may still come after the closing. */
  readonly thanksSeconds: number;
  /** Words in a sentence, on average; in Chinese, characters. */
  readonly sentenceWords: number;
  readonly sentenceCharacters: number;
  /** A reply of so few words, three times in a row and faster each time, is rushed. */
  readonly rushedWords: number;
  /** The same place of a phone menu so often is a loop. */
  readonly menuVisits: number;
  /** Steps in a menu after which a caller who hung up was lost in it. */
  readonly menuSteps: number;
  /** Unanswered offers or invitations in a row that are too many. */
  readonly unaskedMessages: number;
  /** Answers at or below it (0 to 1) say that the sign was there. */
  readonly badScore: number;
}

const minute = 60;
const hour = 60 * minute;

export const defaultLimits: SignLimits = {
  greetingSeconds: {
    phone: 20,
    chat: minute,
    'in-person': 2 * minute,
    'messaging-app': 5 * minute,
    sms: 15 * minute,
    letter: 72 * hour,
    fax: 24 * hour,
    other: 15 * minute,
  },
  waitSeconds: {
    phone: 3 * minute,
    chat: 3 * minute,
    'in-person': 10 * minute,
    'messaging-app': 30 * minute,
    other: 8 * hour,
  },
  nextResponseSeconds: {
    phone: minute,
    chat: 2 * minute,
    'in-person': 2 * minute,
    'messaging-app': 10 * minute,
    other: 8 * hour,
  },
  transfers: 2,
  actionSeconds: 4 * hour,
  thanksSeconds: 24 * hour,
  sentenceWords: 35,
  sentenceCharacters: 90,
  rushedWords: 3,
  menuVisits: 3,
  menuSteps: 6,
  unaskedMessages: 3,
  badScore: 0.25,
};

export function limitOf(limits: Readonly<Record<string, number>>, channel: string | undefined): number {
  return limits[channel ?? 'other'] ?? limits['other'] ?? Infinity;
}
