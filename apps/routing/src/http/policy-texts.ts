import type { FieldError } from '#libs/contracts';
import { DomainError } from '#libs/messaging';
import type { PolicyTexts } from '../application/policies/policy-version.js';

export const maxPolicyBytes = 4 * 1_048_576;
const maxFiles = 200;
const path = /^[\w-][\w.-]*(\/[\w-][\w.-]*)*$/;

/** @throws DomainError `invalid-fields` */
export function policyTexts(files: Readonly<Record<string, unknown>>): PolicyTexts {
  const entries = Object.entries(files);
  const errors: FieldError[] = [];
  if (entries.length === 0) errors.push({ field: 'files', problem: 'must name at least one file' });
  if (entries.length > maxFiles)
    errors.push({ field: 'files', problem: `must have at most ${String(maxFiles)} files`, limit: maxFiles });
  const texts = entries.slice(0, maxFiles).flatMap(([name, text]): [string, string][] => {
    if (name.length > 255 || !path.test(name))
      errors.push({ field: 'files', problem: 'has a name that is no path within a folder' });
    else if (typeof text !== 'string' || text.includes('\0') || !text.isWellFormed())
      errors.push({ field: `files.${name}`, problem: 'must be text' });
    else return [[name, text]];
    return [];
  });
  if (errors.length === 0) return Object.fromEntries(texts);
  throw new DomainError('invalid-fields', 'the files are not as they must be', 'invalid', { errors });
}
