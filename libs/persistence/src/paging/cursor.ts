import { createHash } from 'node:crypto';
import { DomainError } from '#libs/messaging';

const version = 1;

export type CursorFields = Readonly<Record<string, 'text' | 'number'>>;
export type CursorPosition<F extends CursorFields> = {
  readonly [K in keyof F]: F[K] extends 'text' ? string : number;
};

/**
 * Turns the position of the last row of a page into opaque text and back. A cursor of another list, of another version,
 * or changed by hand is refused. It is not a secret and grants nothing: a position is only ever compared with.
 */
export class CursorCodec<const F extends CursorFields> {
  constructor(
    /** Name of the list; include what it is filtered by, where following on with another filter would mislead. */
    private readonly list: string,
    private readonly fields: F,
  ) {}

  encode(position: CursorPosition<F>): string {
    const values = Object.keys(this.fields).map((name) => position[name]);
    return Buffer.from(JSON.stringify({ v: version, p: values, s: this.sum(values) })).toString('base64url');
  }

  /** @throws DomainError `invalid-cursor` */
  decode(cursor: string): CursorPosition<F> {
    const values = this.valuesOf(cursor);
    const names = Object.entries(this.fields);
    const fits =
      values?.length === names.length &&
      names.every(([, type], n) => (type === 'text' ? typeof values[n] === 'string' : Number.isFinite(values[n])));
    if (!fits) {
      throw new DomainError('invalid-cursor', 'the cursor is not one that this list gave out; start without a cursor');
    }
    return Object.fromEntries(names.map(([name], n) => [name, values[n]])) as CursorPosition<F>;
  }

  private valuesOf(cursor: string): readonly unknown[] | undefined {
    let read: unknown;
    try {
      read = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    } catch {
      return undefined;
    }
    const { v, p, s } = (read ?? {}) as Readonly<Record<string, unknown>>;
    return v === version && Array.isArray(p) && s === this.sum(p) ? p : undefined;
  }

  private sum(values: readonly unknown[]): string {
    return createHash('sha256')
      .update(JSON.stringify([this.list, values]))
      .digest('base64url')
      .slice(0, 8);
  }
}
