import { limits } from '#libs/contracts';

/** A body that is not what its content type says. Fastify's shape, so that the problem filter meets one kind only. */
export class MalformedBody extends Error {
  readonly statusCode = 400;
  readonly code = 'MALFORMED_BODY';
}

/** Nothing here decompresses: a small body must not become a large one. */
export class EncodedBody extends Error {
  readonly statusCode = 415;
  readonly code = 'CONTENT_ENCODING';

  constructor(encoding: string) {
    super(
      `content-encoding ${/^[\w-]{1,20}$/.test(encoding) ? `${encoding} ` : ''}is not taken; send the body as it is`,
    );
  }
}

/** @throws EncodedBody, which says more than what JSON would make of the compressed bytes */
export function refuseEncoded(encoding: string | undefined): void {
  if (encoding !== undefined && encoding.trim().toLowerCase() !== 'identity') throw new EncodedBody(encoding);
}

const utf8 = new TextDecoder('utf-8', { fatal: true });

/**
 * JSON as the contract has it: valid UTF-8, and nested no deeper than `limits.nestingDepth`, so that nothing that walks
 * the body later can be made to overflow its stack.
 * @throws MalformedBody
 */
export function parseJsonBody(body: Buffer): unknown {
  const text = textOf(body);
  if (text.trim() === '') throw new MalformedBody('the body is empty');
  if (isTooDeep(text)) throw new MalformedBody(`the body is nested more than ${limits.nestingDepth} levels deep`);
  try {
    return JSON.parse(text);
  } catch {
    // JSON.parse quotes the text around the error, and the text may be personal.
    throw new MalformedBody('the body is not valid JSON');
  }
}

function textOf(body: Buffer): string {
  try {
    return utf8.decode(body);
  } catch {
    throw new MalformedBody('the body is not valid UTF-8');
  }
}

/** Brackets outside strings; wrong JSON is found by the parser. */
function isTooDeep(text: string): boolean {
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    const character = text[at];
    if (character === '"') at = endOfString(text, at);
    else if (character === '{' || character === '[') depth++;
    else if (character === '}' || character === ']') depth--;
    if (depth > limits.nestingDepth) return true;
  }
  return false;
}

function endOfString(text: string, start: number): number {
  let at = start + 1;
  while (at < text.length && text[at] !== '"') at += text[at] === '\\' ? 2 : 1;
  return at;
}
