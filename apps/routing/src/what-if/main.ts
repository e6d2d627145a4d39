import { whatIf } from './what-if.js';
import { WhatIfFailure } from './what-if-failure.js';

try {
  await whatIf(process.argv.slice(2), (line) => console.log(line));
} catch (error) {
  const code = error instanceof Error ? ((error as NodeJS.ErrnoException).code ?? '') : '';
  const isForTheUser = error instanceof WhatIfFailure || code.startsWith('ERR_PARSE_ARGS');
  console.error(isForTheUser ? (error as Error).message : error);
  process.exitCode = 1;
}
