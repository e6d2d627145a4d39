import { encodeByReference } from './encode-by-reference.js';
import { groupMessagesOnce } from './group-messages.js';
import { guardBusyLoop } from './busy-loop-guard.js';
import { beginConnectionsClean } from './clean-reconnect.js';
import { unknownVersion } from './kafkajs-internals.js';
import { speedUpDecoding } from './record-batch-decoder.js';
import { speedUpEncoding } from './record-batch-encoder.js';

let applied: boolean | undefined;

/**
 * Applies the patches once for the process, before kafkajs is loaded. With another release of kafkajs they are
 * left out, with a warning: everything works, more slowly.
 */
export function applyPatches(): boolean {
  return (applied ??= apply());
}

function apply(): boolean {
  const found = unknownVersion();
  if (found !== undefined) {
    process.emitWarning(`kafkajs ${found} is not the release that libs/messaging has patches for; they are left out`);
    return false;
  }
  guardBusyLoop();
  beginConnectionsClean();
  groupMessagesOnce();
  encodeByReference();
  speedUpEncoding();
  speedUpDecoding();
  return true;
}
