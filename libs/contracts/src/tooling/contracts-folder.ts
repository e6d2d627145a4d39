import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** `libs/contracts` of the checkout, from wherever this program was compiled to. */
export function contractsFolder(): string {
  for (let folder = import.meta.dirname; folder !== dirname(folder); folder = dirname(folder)) {
    const candidate = join(folder, 'libs', 'contracts');
    if (existsSync(join(candidate, 'package.json'))) return candidate;
  }
  throw new Error('libs/contracts with its package.json was not found above this program');
}
