import { Injectable, type OnModuleInit } from '@nestjs/common';
import { closest, MessageTemplates, projectFolder, type Variables } from '#libs/templates';
import {
  IncidentTexts,
  type IncidentMessage,
  type IncidentTemplate,
  type IncidentValues,
} from '../application/incidents/incident-texts.js';
import type { Told } from '../domain/incidents/incident.js';

const variables: Variables = { reference: true, reason: true, dueAt: true };
const known: Readonly<Record<IncidentTemplate, Variables>> = { incident: variables, 'incident-ended': variables };
const shipped = projectFolder(import.meta.url, 'apps/routing/templates');

/** The templates that ship with routing, and over them those of the company's folder. */
@Injectable()
export class IncidentFiles extends IncidentTexts implements OnModuleInit {
  private templates: MessageTemplates | undefined;

  constructor(private readonly own: string | undefined) {
    super();
  }

  /** @throws FileProblem naming file and line: a service does not start with templates that cannot be used */
  async onModuleInit(): Promise<void> {
    const folders = this.own === undefined ? [shipped] : [shipped, this.own];
    this.templates = await MessageTemplates.in(folders, known);
  }

  override speaks(template: IncidentTemplate, language: string): boolean {
    return this.current.languageOf(template, [language]) !== undefined;
  }

  override render(
    template: IncidentTemplate,
    wanted: readonly (string | undefined)[],
    reasons: Told,
    { reference, dueAt, timeZone }: IncidentValues,
  ): IncidentMessage | undefined {
    const written = new Map(Object.entries(reasons).filter(([language]) => this.speaks(template, language)));
    // With no reason at all the template says enough; with some, both are in one language.
    const reason = written.size === 0 ? undefined : closest(wanted, new Map([...written].map((one) => [one[0], one])));
    const language = reason?.[0];
    const languages = language === undefined ? wanted : [language];
    const spoken = this.current.languageOf(template, languages);
    if (spoken === undefined) return undefined;
    const values = {
      ...{ reference, dueAt: timeIn(dueAt, spoken, timeZone) },
      ...(reason !== undefined && { reason: reason[1] }),
    };
    const message = this.current.render(template, languages, values);
    return message && { ...message, ...(reason !== undefined && { reason: reason[1] }) };
  }

  private get current(): MessageTemplates {
    if (this.templates === undefined) throw new Error('the templates are asked for before they are read');
    return this.templates;
  }
}

function timeIn(at: Date, language: string, timeZone: string): string {
  const shape = { day: 'numeric', month: 'long', hour: '2-digit', minute: '2-digit', timeZoneName: 'short' } as const;
  return new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, { ...shape, timeZone }).format(at);
}
