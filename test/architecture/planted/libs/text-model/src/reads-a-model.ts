import { readFileSync } from 'node:fs';

export const model = (path: string) => readFileSync(path, 'utf8');
