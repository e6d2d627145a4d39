import type { CaseRecord } from '../domain/facts/case-record.js';

export abstract class CaseReader {
  /** By id, or by the reference that customers quote. Undefined for a case that is not known. */
  abstract find(idOrReference: string): Promise<CaseRecord | undefined>;
}
