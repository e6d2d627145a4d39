import { channels } from '#libs/contracts';
import { IANAZone } from 'luxon';
import { isMap, isScalar, isSeq, LineCounter, parseDocument, type Node, type YAMLMap } from 'yaml';
import { fieldTypeAt } from './contract-fields.js';
import { MappingError, type FieldRule, type Mapping, type Rule, type ValueMap } from './mapping.js';
import { parseTemplate, type Template } from './template.js';

const topKeys = ['name', 'csv', 'id', 'time', 'fields', 'channels'];
const ruleKeys = ['column', 'template', 'map', 'otherwise', 'format', 'zone', 'split'];

/**
 * @param file named in errors
 * @throws MappingError with file, line and key of the first thing wrong
 */
export function parseMapping(text: string, file: string): Mapping {
  return new MappingParser(text, file).parse();
}

class MappingParser {
  private readonly lines = new LineCounter();
  private readonly document;

  constructor(
    text: string,
    private readonly file: string,
  ) {
    this.document = parseDocument(text, { lineCounter: this.lines });
  }

  parse(): Mapping {
    const [broken] = this.document.errors;
    if (broken) throw new MappingError(this.file, broken.linePos?.[0].line, '', broken.message.split('\n')[0] ?? '');
    const top = this.document.contents;
    if (!isMap(top)) throw new MappingError(this.file, 1, '', 'must be a map with name, id, time and fields');
    this.onlyKeys(top, topKeys, '');
    const csv = this.child(top, 'csv');
    if (csv !== undefined) this.onlyKeys(this.asMap(csv, 'csv'), ['delimiter', 'encoding'], 'csv');
    const time = this.rule(this.need(top, 'time', ''), 'time', true);
    if (time.kind !== 'instant') this.fail(this.need(top, 'time', ''), 'time', 'needs a format');
    const perChannel = this.child(top, 'channels');
    return {
      name: this.text(
        this.need(top, 'name', ''),
        'name',
        /^[a-z0-9][a-z0-9._-]{0,63}$/,
        'small letters, digits, . _ -',
      ),
      delimiter: this.textAt(csv, 'delimiter', /^[^"\r\n]$/, 'one character', ','),
      encoding: this.encoding(csv),
      id: this.template(this.need(top, 'id', ''), 'id'),
      time,
      fields: this.fields(this.need(top, 'fields', ''), 'fields'),
      channels: new Map(perChannel === undefined ? [] : this.channelFields(perChannel)),
    };
  }

  private channelFields(node: Node): [string, readonly FieldRule[]][] {
    return this.asMap(node, 'channels').items.map(({ key, value }) => {
      const name = String(key);
      const words: readonly string[] = channels;
      if (!words.includes(name))
        this.fail(key as Node, `channels.${name}`, `is no channel; those are ${words.join(', ')}`);
      return [name, this.fields(value as Node, `channels.${name}`)];
    });
  }

  private fields(node: Node, at: string): FieldRule[] {
    return this.asMap(node, at).items.map(({ key, value }) => {
      const name = String(key);
      const path = name.split('.');
      const found = fieldTypeAt(path);
      if ('problem' in found) return this.fail(key as Node, `${at}.${name}`, found.problem);
      return { path, type: found.type, rule: this.rule(value as Node, `${at}.${name}`, found.isInstant) };
    });
  }

  private rule(node: Node, at: string, isInstant: boolean): Rule {
    if (isSeq(node)) return { kind: 'list', items: node.items.map((item) => this.rule(item as Node, at, false)) };
    if (isScalar(node)) {
      const { value } = node;
      if (typeof value === 'number' || typeof value === 'boolean') return { kind: 'constant', value };
      if (!isInstant) return { kind: 'text', source: this.template(node, at) };
      this.fail(node, at, 'is an instant: write { column: …, format: …, zone: … }');
    }
    const map = this.asMap(node, at);
    this.onlyKeys(map, ruleKeys, at);
    const source = this.source(map, at);
    if (isInstant) return { kind: 'instant', source, ...this.instant(map, at) };
    const values = this.valueMap(map, at);
    const split = this.child(map, 'split');
    return {
      kind: 'text',
      source,
      ...(values && { values }),
      ...(split && { split: this.text(split, `${at}.split`, /^.+$/s, 'a text') }),
    };
  }

  private source(map: YAMLMap, at: string): Template {
    const column = this.child(map, 'column');
    const template = this.child(map, 'template');
    if (column && !template) {
      const name = this.text(column, `${at}.column`, /\S/, 'the name of a column');
      return { parts: [{ column: name }], columns: [name] };
    }
    if (template && !column) return this.template(template, `${at}.template`);
    return this.fail(map, at, 'needs either column or template');
  }

  private instant(map: YAMLMap, at: string): { format: string; zone: string } {
    const format = this.text(
      this.need(map, 'format', at),
      `${at}.format`,
      /\S/,
      'a date format, iso, epoch-seconds or epoch-ms',
    );
    const zone = this.textAt(map, 'zone', /\S/, 'a time zone', 'utc', at);
    if (zone !== 'utc' && !IANAZone.isValidZone(zone)) {
      this.fail(this.child(map, 'zone') ?? map, `${at}.zone`, 'is no time zone; write one such as Europe/Bucharest');
    }
    return { format, zone };
  }

  private valueMap(map: YAMLMap, at: string): ValueMap | undefined {
    const entries = this.child(map, 'map');
    const otherwise = map.get('otherwise', true) as Node | undefined;
    if (!entries) return otherwise ? this.fail(otherwise, `${at}.otherwise`, 'needs a map beside it') : undefined;
    const pairs = this.asMap(entries, `${at}.map`).items.map(({ key, value }): [string, string | number | boolean] => [
      String(key),
      this.scalar(value as Node, `${at}.map.${String(key)}`),
    ]);
    if (!otherwise) return { entries: new Map(pairs) };
    const isLeftOut = isScalar(otherwise) && otherwise.value === null;
    return { entries: new Map(pairs), otherwise: isLeftOut ? null : this.scalar(otherwise, `${at}.otherwise`) };
  }

  private template(node: Node, at: string): Template {
    const text = String(this.scalar(node, at));
    try {
      return parseTemplate(text);
    } catch (error) {
      return this.fail(node, at, (error as Error).message);
    }
  }

  private encoding(csv: Node | undefined): string {
    const encoding = this.textAt(csv, 'encoding', /\S/, 'the name of an encoding', 'utf-8');
    try {
      return new TextDecoder(encoding).encoding;
    } catch {
      return this.fail(csv, 'csv.encoding', 'is no encoding; write one such as utf-8 or windows-1250');
    }
  }

  private textAt(
    map: Node | undefined,
    key: string,
    pattern: RegExp,
    wanted: string,
    fallback: string,
    at = 'csv',
  ): string {
    const node = isMap(map) ? this.child(map, key) : undefined;
    return node ? this.text(node, `${at}.${key}`, pattern, wanted) : fallback;
  }

  private text(node: Node, at: string, pattern: RegExp, wanted: string): string {
    const text = String(this.scalar(node, at));
    return pattern.test(text) ? text : this.fail(node, at, `must be ${wanted}`);
  }

  private scalar(node: Node | null, at: string): string | number | boolean {
    const value: unknown = isScalar(node) ? node.value : undefined;
    if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value;
    return this.fail(node ?? undefined, at, 'must be a text, a number, true or false');
  }

  private child(map: YAMLMap, key: string): Node | undefined {
    return map.get(key, true) ?? undefined;
  }

  private need(map: YAMLMap, key: string, at: string): Node {
    return this.child(map, key) ?? this.fail(map, at === '' ? key : `${at}.${key}`, 'is missing');
  }

  private asMap(node: Node, at: string): YAMLMap {
    return isMap(node) ? node : this.fail(node, at, 'must be a map of keys and values');
  }

  private onlyKeys(map: YAMLMap, known: readonly string[], at: string): void {
    for (const { key } of map.items) {
      const name = String(key);
      if (!known.includes(name)) {
        this.fail(key as Node, at === '' ? name : `${at}.${name}`, `is not known here; known are ${known.join(', ')}`);
      }
    }
  }

  private fail(node: Node | undefined, key: string, problem: string): never {
    const offset = node?.range?.[0];
    throw new MappingError(this.file, offset === undefined ? undefined : this.lines.linePos(offset).line, key, problem);
  }
}
