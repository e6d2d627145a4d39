/** What an invitation says beside its own words. */
export interface InvitationValues {
  readonly reference?: string;
  readonly question: string;
  readonly isScored: boolean;
  readonly scaleMin?: number;
  readonly scaleMax?: number;
  readonly low?: string;
  readonly high?: string;
  readonly link: string;
  readonly canReply: boolean;
  /** Day, such as `2026-12-07`, which every reader understands. */
  readonly until: string;
  readonly stopLink?: string;
}

/** The templates that there are, and what each is given. */
export interface MessageValues {
  readonly 'survey-invitation': InvitationValues;
  readonly 'survey-reminder': InvitationValues;
}

export interface MessageText {
  /** `name@version`. */
  readonly template: string;
  readonly language: string;
  readonly subject?: string;
  readonly text: string;
}

/** What customers are written, in the language that fits best. English where none of the wanted ones does. */
export abstract class MessageTexts {
  abstract render<K extends keyof MessageValues>(
    template: K,
    wanted: readonly (string | undefined)[],
    values: MessageValues[K],
  ): MessageText;
}
