import { isMap, isScalar, LineCounter, parseDocument } from 'yaml';
import { FileProblem, lineAt } from './file-problem.js';

/** A field of the head of a file, as the text that stands there. */
export interface HeadField {
  readonly value: string;
  readonly line: number;
}

/** A text file that begins with YAML between two lines of `---`. */
export interface FrontMatter {
  readonly file: string;
  readonly head: ReadonlyMap<string, HeadField>;
  readonly body: string;
  /** Line of the file that the body begins on. */
  readonly bodyLine: number;
}

const shape = /^\uFEFF?---[ \t]*\r?\n([\s\S]*?)^---[ \t]*(?:\r?\n|$)/m;

/**
 * @param known the fields that a head may have; any other is a slip of the pen
 * @throws FileProblem with the line of the first thing wrong
 */
export function parseFrontMatter(text: string, file: string, known: readonly string[]): FrontMatter {
  const found = shape.exec(text);
  if (found?.index !== 0) throw new FileProblem(file, 1, 'must begin with fields between two lines of ---');
  const [whole, yaml = ''] = found;
  const lines = new LineCounter();
  const document = parseDocument(yaml, { lineCounter: lines, schema: 'failsafe' });
  const [broken] = document.errors;
  if (broken) throw new FileProblem(file, (broken.linePos?.[0].line ?? 1) + 1, broken.message.split('\n')[0] ?? '');
  const head = new Map<string, HeadField>();
  if (document.contents !== null && !isMap(document.contents))
    throw new FileProblem(file, 2, 'must be name: value, line by line');
  for (const { key, value } of document.contents?.items ?? []) {
    const name = String(key);
    const offset = (isScalar(key) ? key.range?.[0] : undefined) ?? 0;
    const line = lines.linePos(offset).line + 1;
    if (!known.includes(name))
      throw new FileProblem(file, line, `knows no field ${name}; there are ${known.join(', ')}`);
    if (!isScalar(value) || typeof value.value !== 'string')
      throw new FileProblem(file, line, `${name} must be a text`);
    if (value.value.trim() !== '') head.set(name, { value: value.value.trim(), line });
  }
  return { file, head, body: text.slice(whole.length).replaceAll('\r\n', '\n'), bodyLine: lineAt(text, whole.length) };
}

/** @throws FileProblem when the head has no such field */
export function requiredField({ head, file }: FrontMatter, name: string): HeadField {
  const field = head.get(name);
  if (field === undefined) throw new FileProblem(file, 2, `needs the field ${name}`);
  return field;
}
