import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { csvLine } from '#libs/csv';
import type { Assignment } from '../domain/what-if/what-if-model.js';
import type { TimeForm } from './read-table.js';
import { WhatIfFailure } from './what-if-failure.js';

const header = ['id', 'agentId', 'startedAt', 'endedAt', 'waitedSeconds', 'outcome'];
const rowsAtOnce = 5_000;

/** In the order in which they came, with times in the form of the input. */
export async function writeAssignments(
  file: string,
  assignments: readonly Assignment[],
  form: TimeForm,
): Promise<void> {
  const stream = createWriteStream(file);
  await once(stream, 'open').catch((error: unknown) => {
    throw new WhatIfFailure(`${file} cannot be written: ${String(error)}`);
  });
  stream.write(csvLine(header));
  for (let at = 0; at < assignments.length; at += rowsAtOnce) {
    const lines = assignments.slice(at, at + rowsAtOnce).map((assignment) => lineOf(assignment, form));
    if (!stream.write(lines.join(''))) await once(stream, 'drain');
  }
  stream.end();
  await once(stream, 'finish');
}

function lineOf({ arrival, agentId = '', startedAt, endedAt, waitedMs, outcome }: Assignment, form: TimeForm): string {
  return csvLine([arrival.id, agentId, timeOf(startedAt, form), timeOf(endedAt, form), seconds(waitedMs), outcome]);
}

const seconds = (ms: number): string => String(Math.round(ms) / 1000);

function timeOf(at: number | undefined, form: TimeForm): string {
  if (at === undefined) return '';
  return form === 'seconds' ? seconds(at) : new Date(Math.round(at)).toISOString();
}
