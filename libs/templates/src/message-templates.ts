import { CompiledText, type Values, type Variables } from './compiled-text.js';
import { FileProblem } from './file-problem.js';
import { parseFrontMatter, requiredField } from './front-matter.js';
import { canonicalTag, closest } from './languages.js';
import { readTextFolder } from './text-folder.js';

/** One file that the templates are made from. */
export interface TemplateFile {
  /** As problems name it. */
  readonly file: string;
  readonly text: string;
}

export interface RenderedMessage {
  /** `name@version`. */
  readonly template: string;
  readonly language: string;
  readonly subject?: string;
  readonly text: string;
}

interface Template {
  readonly id: string;
  readonly language: string;
  readonly subject: CompiledText | undefined;
  readonly body: CompiledText;
}

const fields = ['template', 'language', 'version', 'subject'];

/** Messages in several languages, from files with a head (template, language, version, subject) and a text. */
export class MessageTemplates {
  private constructor(private readonly byName: ReadonlyMap<string, ReadonlyMap<string, Template>>) {}

  /**
   * Of two files for the same template and language the later one counts, so that a company's own come after those that ship.
   * @param known the templates that there are, and the variables of each
   * @throws FileProblem
   */
  static of(files: readonly TemplateFile[], known: Readonly<Record<string, Variables>>): MessageTemplates {
    const byName = new Map<string, Map<string, Template>>();
    for (const file of files) {
      const { name, template } = read(file, known);
      const languages = byName.get(name) ?? new Map<string, Template>();
      byName.set(name, languages.set(template.language, template));
    }
    return new MessageTemplates(byName);
  }

  /**
   * Of the Markdown files of some folders, read once.
   * @throws FileProblem, FolderUnreadable
   */
  static async in(folders: readonly string[], known: Readonly<Record<string, Variables>>): Promise<MessageTemplates> {
    const texts = await Promise.all(folders.map((folder) => readTextFolder(folder, ['.md'])));
    const files = texts.flatMap((folder) => [...folder].map(([file, text]) => ({ file, text })));
    return MessageTemplates.of(files, known);
  }

  /** In the first of the wanted languages that the template is written in; undefined when it is in none of them. */
  languageOf(name: string, wanted: readonly (string | undefined)[]): string | undefined {
    return this.find(name, wanted)?.language;
  }

  /** Plain text: values lose what would break their line. */
  render(name: string, wanted: readonly (string | undefined)[], values: Values): RenderedMessage | undefined {
    const found = this.find(name, wanted);
    if (found === undefined) return undefined;
    const { id, language, subject, body } = found;
    const heading = subject?.render(values, 'text').trim();
    return {
      template: id,
      language,
      ...(heading !== undefined && heading !== '' && { subject: heading }),
      text: body
        .render(values, 'text')
        .replace(/\n{3,}/g, '\n\n')
        .trim(),
    };
  }

  private find(name: string, wanted: readonly (string | undefined)[]): Template | undefined {
    const languages = this.byName.get(name);
    return languages && closest(wanted, languages);
  }
}

function read(
  { file, text }: TemplateFile,
  known: Readonly<Record<string, Variables>>,
): { name: string; template: Template } {
  const front = parseFrontMatter(text, file, fields);
  const name = requiredField(front, 'template');
  const variables = Object.hasOwn(known, name.value) ? known[name.value] : undefined;
  if (variables === undefined) {
    throw new FileProblem(
      file,
      name.line,
      `there is no template ${name.value}; there are ${Object.keys(known).join(', ')}`,
    );
  }
  const { value: version, line } = requiredField(front, 'version');
  if (!/^[\w.-]{1,32}$/.test(version)) throw new FileProblem(file, line, 'version must be letters, digits, . _ -');
  const subject = front.head.get('subject');
  if (front.body.trim() === '') throw new FileProblem(file, front.bodyLine, 'has no text');
  return {
    name: name.value,
    template: {
      id: `${name.value}@${version}`,
      language: languageIn(file, requiredField(front, 'language')),
      subject: subject && CompiledText.of(subject.value, variables, { file, firstLine: subject.line }),
      body: CompiledText.of(front.body, variables, { file, firstLine: front.bodyLine }),
    },
  };
}

function languageIn(file: string, { value, line }: { value: string; line: number }): string {
  try {
    return canonicalTag(value);
  } catch {
    throw new FileProblem(file, line, `${value} is no language tag, such as en or zh-Hant`);
  }
}
