import Mustache from 'mustache';
import { FileProblem, lineAt } from './file-problem.js';

/** What a text is written into: HTML is escaped; plain text loses what would break its line. */
export type Medium = 'text' | 'html';

/** What the variables of a template stand for. A list repeats its section; what is absent or empty leaves it out. */
export type Values = Readonly<Record<string, unknown>>;

/**
 * Names that may stand in a template. A name with names of its own is a section that is a list of such things; inside it
 * its own names hold beside the outer ones.
 */
export interface Variables {
  readonly [name: string]: true | Variables;
}

type Token = readonly [kind: string, name: string, start: number, end: number, children?: unknown];

/**
 * A Mustache text whose names were checked when it was read. There are `{{name}}`, sections and their opposites; nothing that
 * is not escaped, nothing that includes other files, no code.
 */
export class CompiledText {
  private constructor(private readonly text: string) {}

  /** @throws FileProblem naming the line of the first thing that is not allowed */
  static of(
    text: string,
    variables: Variables,
    { file, firstLine }: { file: string; firstLine: number },
  ): CompiledText {
    const problemAt = (offset: number, problem: string): FileProblem =>
      new FileProblem(file, firstLine + lineAt(text, offset) - 1, problem);
    let tokens: readonly Token[];
    try {
      tokens = Mustache.parse(text) as unknown as readonly Token[];
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      throw problemAt(Number(/ at (\d+)$/.exec(message)?.[1] ?? 0), message.replace(/ at \d+$/, ''));
    }
    check(tokens, [variables], problemAt);
    return new CompiledText(text);
  }

  render(values: Values, medium: Medium): string {
    return Mustache.render(this.text, values, {}, { escape: escapes[medium] });
  }
}

const escapes: Readonly<Record<Medium, (value: unknown) => string>> = {
  html: (value) => Mustache.escape(String(value)),
  // A line break in a value could begin a header or a paragraph that nobody wrote; a direction mark could turn the text around.
  text: (value) => String(value).replace(/[\p{Cc}\u2028\u2029\u202A-\u202E\u2066-\u2069]+/gu, ' '),
};

function check(
  tokens: readonly Token[],
  scopes: readonly Variables[],
  problemAt: (offset: number, problem: string) => FileProblem,
): void {
  for (const [kind, name, start, , children] of tokens) {
    if (kind === 'text') continue;
    if (kind !== 'name' && kind !== '#' && kind !== '^') {
      throw problemAt(start, `{{${kind}…}} is not taken: only {{name}}, {{#name}}…{{/name}} and {{^name}}…{{/name}}`);
    }
    const meaning = scopes.map((scope) => scope[name]).find((one) => one !== undefined);
    if (meaning === undefined) throw problemAt(start, `knows no {{${name}}}; there are ${namesOf(scopes)}`);
    if (kind === 'name' && meaning !== true)
      throw problemAt(start, `{{${name}}} is a list: write {{#${name}}}…{{/${name}}}`);
    if (kind === 'name') continue;
    const inner = kind === '#' && meaning !== true ? [meaning, ...scopes] : scopes;
    check(children as readonly Token[], inner, problemAt);
  }
}

const namesOf = (scopes: readonly Variables[]): string => scopes.flatMap((scope) => Object.keys(scope)).join(', ');
