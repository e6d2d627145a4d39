/** A text with `{Column}` in it; what stands in `[...]` is left out when one of its columns is empty. */
export interface Template {
  readonly parts: readonly TemplatePart[];
  readonly columns: readonly string[];
}

type TemplatePart = string | { readonly column: string } | { readonly optional: readonly TemplatePart[] };

/** @throws Error with the reason when a bracket is not closed or a column has no name */
export function parseTemplate(text: string): Template {
  const columns: string[] = [];
  let at = 0;
  const parse = (closing: string | undefined): TemplatePart[] => {
    const parts: TemplatePart[] = [];
    let literal = '';
    const flush = (): void => {
      if (literal !== '') parts.push(literal);
      literal = '';
    };
    for (; at < text.length; at++) {
      const character = text.charAt(at);
      if (character === closing) {
        flush();
        return parts;
      }
      if (character === '\\' && at + 1 < text.length) {
        at += 1;
        literal += text.charAt(at);
      } else if (character === '{') {
        flush();
        const end = text.indexOf('}', at);
        if (end < 0) throw new Error('"{" is not closed; write "\\{" for the character itself');
        const column = text.slice(at + 1, end).trim();
        if (column === '') throw new Error('"{}" names no column');
        columns.push(column);
        parts.push({ column });
        at = end;
      } else if (character === '[' && closing === undefined) {
        flush();
        at += 1;
        parts.push({ optional: parse(']') });
      } else literal += character;
    }
    if (closing !== undefined) throw new Error('"[" is not closed; write "\\[" for the character itself');
    flush();
    return parts;
  };
  return { parts: parse(undefined), columns };
}

export function fill(template: Template, valueOf: (column: string) => string): string {
  return fillParts(template.parts, valueOf).trim();
}

function fillParts(parts: readonly TemplatePart[], valueOf: (column: string) => string): string {
  return parts
    .map((part) => {
      if (typeof part === 'string') return part;
      if ('column' in part) return valueOf(part.column);
      const isWhole = part.optional.every(
        (inner) => typeof inner === 'string' || 'optional' in inner || valueOf(inner.column) !== '',
      );
      return isWhole ? fillParts(part.optional, valueOf) : '';
    })
    .join('');
}
