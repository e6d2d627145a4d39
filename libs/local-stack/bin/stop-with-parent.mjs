// Loaded before a program (node --import): when its launcher is killed, the program is asked to stop.
import { isMainThread } from 'node:worker_threads';
import { whenParentIsGone } from './parent.mjs';

if (isMainThread) whenParentIsGone(() => process.kill(process.pid, 'SIGTERM'));
