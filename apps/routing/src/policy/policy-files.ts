import type { PolicyMistake } from '../application/policies/policy-compiler.js';
import { routingPolicyFile } from './load-routing-policy.js';
import { journeyPolicyFile } from './read-journey.js';
import { timePolicyFiles, type PolicyFiles } from './load-time-policy.js';

/** The files that a policy may have, beside calendars of holidays (`*.ics`). */
export const policyFileNames: readonly string[] = [
  ...Object.values(timePolicyFiles),
  routingPolicyFile,
  journeyPolicyFile,
];

/** A file that nobody reads is a misspelt one: its rules would be missing without a word. */
export function unknownFiles(files: PolicyFiles): readonly PolicyMistake[] {
  return [...files.keys()]
    .filter((file) => !policyFileNames.includes(file) && !/\.ics$/i.test(file))
    .map((file) => ({ file, rule: 'unknown-file', message: `there are ${policyFileNames.join(', ')} and *.ics` }));
}
