import type { GreetingTemplate } from '../domain/greeting-values.js';

/** What stands in a greeting. */
export interface GreetingValues {
  readonly name?: string;
  readonly reference: string;
  /** As the customer would say it. */
  readonly dueAt?: string;
  readonly hasAnswers: boolean;
  readonly answers: readonly SuggestedText[];
}

export interface SuggestedText {
  readonly number: number;
  readonly title: string;
  readonly summary: string;
  readonly link?: string;
}

export interface GreetingMessage {
  /** `name@version`. */
  readonly template: string;
  readonly language: string;
  readonly subject?: string;
  readonly text: string;
}

/** The words of the company, in the languages that it has them in. */
export abstract class GreetingTexts {
  /** The language that a greeting would be in: of the wanted ones the first that there is a text in. */
  abstract languageOf(template: GreetingTemplate, wanted: readonly (string | undefined)[]): string | undefined;

  abstract render(
    template: GreetingTemplate,
    wanted: readonly (string | undefined)[],
    values: GreetingValues,
  ): GreetingMessage | undefined;
}
