import type { Lexicon } from '../domain/understanding/lexicon.js';
import { readRules } from '../domain/understanding/read-rules.js';
import type { RuleSet } from '../domain/understanding/rules.js';
import type { Target } from '../domain/understanding/targets.js';
import type { TextModel, Understanding } from '../domain/understanding/understanding.js';
import { UnderstandingSource } from '../application/understanding-source.js';
import { WatchedFile, type FileReader, type FileReport } from './watched-file.js';

const mebibyte = 1_048_576;

const rulesReader: FileReader<RuleSet> = {
  mostBytes: mebibyte * 4,
  read: (content) => readRules(utf8(content)),
  nameOf: ({ version, rules }) => `version ${String(version)}, ${String(rules.length)} rules`,
};

/** @throws Error when the content is not a whole model */
export type ModelReader = (content: Buffer, target: Target) => TextModel;

export interface UnderstandingFilesOptions {
  readonly lexicons: ReadonlyMap<string, Lexicon>;
  readonly rulesFile?: string;
  readonly modelFiles: ReadonlyMap<Target, string>;
  readonly readModel: ModelReader;
  /** Told of every change for better or worse. */
  readonly onChange: (name: string, report: FileReport) => void;
}

/**
 * Rules and models from files that may change at any time. A bad file never stops the service: the last good content stays
 * in use, or what ships where there never was any, and the report says so.
 */
export class UnderstandingFiles extends UnderstandingSource {
  private readonly rules: WatchedFile<RuleSet> | undefined;
  private readonly models: ReadonlyMap<Target, WatchedFile<TextModel>>;
  private understanding: Understanding;
  private refreshing: Promise<void> | undefined;

  constructor(private readonly options: UnderstandingFilesOptions) {
    super();
    const { rulesFile, modelFiles, readModel, lexicons } = options;
    this.rules = rulesFile === undefined ? undefined : new WatchedFile(rulesFile, rulesReader);
    this.models = new Map(
      [...modelFiles].map(([target, path]) => {
        const reader: FileReader<TextModel> = {
          mostBytes: mebibyte * 256,
          read: (content) => readModel(content, target),
          nameOf: ({ by }) => by,
        };
        return [target, new WatchedFile(path, reader)] as const;
      }),
    );
    this.understanding = { models: {}, lexicons };
  }

  override current(): Understanding {
    return this.understanding;
  }

  /** By what they are for: `rules`, and `model of <target>`. */
  reports(): Readonly<Record<string, FileReport>> {
    return Object.fromEntries(this.files().map(([name, { report }]) => [name, report]));
  }

  get isDegraded(): boolean {
    return this.files().some(([, { report }]) => report.state !== 'loaded');
  }

  /** Looks at every file once; calls while it looks wait for the same look. */
  async refresh(): Promise<void> {
    this.refreshing ??= this.look().finally(() => {
      this.refreshing = undefined;
    });
    await this.refreshing;
  }

  private async look(): Promise<void> {
    for (const [name, file] of this.files()) {
      if (await file.refresh()) this.options.onChange(name, file.report);
    }
    const rules = this.rules?.value;
    const models: Partial<Record<Target, TextModel>> = {};
    for (const [target, { value }] of this.models) if (value !== undefined) models[target] = value;
    this.understanding = { ...(rules !== undefined && { rules }), models, lexicons: this.options.lexicons };
  }

  private files(): [string, WatchedFile<unknown>][] {
    const models = [...this.models].map(([target, file]): [string, WatchedFile<unknown>] => [
      `model of ${target}`,
      file,
    ]);
    return this.rules === undefined ? models : [['rules', this.rules], ...models];
  }
}

/** @throws TypeError when the content is not valid UTF-8; a byte-order mark is left out */
function utf8(content: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(content);
  } catch {
    throw new TypeError('is not valid UTF-8');
  }
}
