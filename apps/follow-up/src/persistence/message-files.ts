import { MessageTemplates, projectFolder, type Variables } from '#libs/templates';
import { MessageTexts, type MessageText, type MessageValues } from '../application/message-texts.js';

const invitation: Variables = {
  ...{ reference: true, question: true, isScored: true, scaleMin: true, scaleMax: true, low: true, high: true },
  ...{ link: true, canReply: true, until: true, stopLink: true },
};

const known: Readonly<Record<keyof MessageValues, Variables>> = {
  'survey-invitation': invitation,
  'survey-reminder': invitation,
};

const shippedTemplates = projectFolder(import.meta.url, 'apps/follow-up/templates');

/** The templates that ship with follow-up, and over them those of the company. Whatever they name is known before one is sent. */
export class MessageFiles extends MessageTexts {
  private constructor(private readonly templates: MessageTemplates) {
    super();
  }

  /** @throws FileProblem naming file and line, FolderUnreadable */
  static async of(ownFolder?: string): Promise<MessageFiles> {
    const folders = [shippedTemplates, ...(ownFolder === undefined ? [] : [ownFolder])];
    return new MessageFiles(await MessageTemplates.in(folders, known));
  }

  override render<K extends keyof MessageValues>(
    template: K,
    wanted: readonly (string | undefined)[],
    values: MessageValues[K],
  ): MessageText {
    const rendered = this.templates.render(template, [...wanted, 'en'], Object.fromEntries(Object.entries(values)));
    if (rendered === undefined) throw new Error(`there is no template ${template} in English`);
    return rendered;
  }
}
