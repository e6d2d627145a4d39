import type { SourceOptions } from './source-options.js';

export interface ClassifyOptions extends SourceOptions {
  readonly model?: string;
  readonly column?: string;
  readonly label?: string | true;
  readonly out?: string;
  readonly json?: string;
  readonly text?: string;
}
