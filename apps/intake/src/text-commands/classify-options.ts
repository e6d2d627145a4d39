import type { ContactOptions } from './contact-options.js';
import type { SourceOptions } from './source-options.js';

export interface ClassifyOptions extends SourceOptions, ContactOptions {
  readonly rules?: string;
  readonly model?: string;
  readonly column?: string;
  readonly label?: string | true;
  readonly out?: string;
  readonly json?: string;
  readonly text?: string;
}
