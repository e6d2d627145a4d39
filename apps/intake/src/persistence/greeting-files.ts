import { Injectable, Logger, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { MessageTemplates, projectFolder, WatchedFiles, type Variables } from '#libs/templates';
import { GreetingTexts, type GreetingMessage, type GreetingValues } from '../application/greeting-texts.js';
import type { GreetingTemplate } from '../domain/greeting-values.js';

const variables: Variables = {
  ...{ name: true, reference: true, dueAt: true, hasAnswers: true },
  answers: { number: true, title: true, summary: true, link: true },
};

const known: Readonly<Record<GreetingTemplate, Variables>> = {
  acknowledgement: variables,
  'acknowledgement-compliment': variables,
  'acknowledgement-suggestion': variables,
};

export interface GreetingFolders {
  /** Files of the company, which come before those that ship. */
  readonly templates: string | undefined;
  readonly reloadMs: number;
}

/** The templates that ship with intake, and over them those of the company's folder, read again when they change. */
@Injectable()
export class GreetingFiles extends GreetingTexts implements OnModuleInit, OnApplicationShutdown {
  private readonly log = new Logger('Templates');
  private readonly shipped = this.files([shippedTemplates]);
  private readonly own: WatchedFiles<MessageTemplates> | undefined;

  constructor(private readonly options: GreetingFolders) {
    super();
    this.own = options.templates === undefined ? undefined : this.files([shippedTemplates, options.templates]);
  }

  async onModuleInit(): Promise<void> {
    await this.shipped.look();
    if (this.shipped.problem) throw this.shipped.problem;
    await this.own?.start(this.options.reloadMs);
  }

  onApplicationShutdown(): void {
    this.own?.stop();
  }

  /** What is wrong with the company's files, while those before them are in force. */
  get problem(): Error | undefined {
    return this.own?.problem;
  }

  override languageOf(template: GreetingTemplate, wanted: readonly (string | undefined)[]): string | undefined {
    return this.current.languageOf(template, wanted);
  }

  override render(
    template: GreetingTemplate,
    wanted: readonly (string | undefined)[],
    values: GreetingValues,
  ): GreetingMessage | undefined {
    return this.current.render(template, wanted, { ...values });
  }

  private get current(): MessageTemplates {
    const current = this.own?.current ?? this.shipped.current;
    if (current === undefined) throw new Error('the templates are asked for before they are read');
    return current;
  }

  private files(folders: readonly string[]): WatchedFiles<MessageTemplates> {
    return new WatchedFiles({
      folders,
      extension: '.md',
      make: (files) => MessageTemplates.of(files, known),
      onLoaded: (count) => this.log.log(`${count} templates are in force`),
      onProblem: (problem) => this.log.error(`${problem.message}; the templates before stay in force`),
    });
  }
}

const shippedTemplates = projectFolder(import.meta.url, 'apps/intake/templates');
