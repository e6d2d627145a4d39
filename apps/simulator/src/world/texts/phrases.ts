export const topicsOfTrade = ['delivery', 'invoice', 'defect', 'appointment', 'staff', 'app'] as const;
export type TradeTopic = (typeof topicsOfTrade)[number];

export const spokenKinds = ['inquiry', 'request', 'complaint', 'claim', 'suggestion', 'compliment'] as const;
export type SpokenKind = (typeof spokenKinds)[number];

export const productIds = ['kettle-2', 'lamp-oak', 'heater-s', 'router-x1', 'espresso-7', 'vacuum-q'] as const;
export type ProductId = (typeof productIds)[number];

/** What people of one language say. `{product}` and `{order}` are filled in. */
export interface Phrases {
  readonly names: readonly string[];
  readonly products: Readonly<Record<ProductId, string>>;
  readonly greetings: readonly string[];
  readonly closings: readonly string[];
  readonly subjects: Readonly<Record<TradeTopic, string>>;
  readonly sentences: Readonly<Record<TradeTopic, Readonly<Record<SpokenKind, string>>>>;
  /** Added to some contacts, so that no two sound the same. */
  readonly asides: readonly string[];
  readonly replies: readonly string[];
  readonly resolutions: readonly string[];
  /** Comments in a survey, by how content the customer is. */
  readonly comments: {
    readonly content: readonly string[];
    readonly middling: readonly string[];
    readonly unhappy: readonly string[];
  };
}
