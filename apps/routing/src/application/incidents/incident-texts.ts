import type { Told } from '../../domain/incidents/incident.js';

export type IncidentTemplate = 'incident' | 'incident-ended';

export interface IncidentMessage {
  /** `name@version`. */
  readonly template: string;
  readonly language: string;
  readonly subject?: string;
  readonly text: string;
  /** The reason in that language, where there is one. */
  readonly reason?: string;
}

export interface IncidentValues {
  readonly reference: string;
  readonly dueAt: Date;
  readonly timeZone: string;
}

/** What those affected are written, in words that are data. */
export abstract class IncidentTexts {
  /** Languages in which there is a template. */
  abstract speaks(template: IncidentTemplate, language: string): boolean;
  /**
   * In the first of the wanted languages that there are both a template and a reason in; the last one has both.
   */
  abstract render(
    template: IncidentTemplate,
    wanted: readonly (string | undefined)[],
    reasons: Told,
    values: IncidentValues,
  ): IncidentMessage | undefined;
}
