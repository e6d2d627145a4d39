import type { QueueTerms, Skill } from '../domain/engine/engine-model.js';
import type { Answering, Shift, StaffMember } from '../domain/what-if/what-if-model.js';
import {
  FieldFault,
  listField,
  numberField,
  readTable,
  textField,
  type Columns,
  type Fields,
  type TimeReader,
} from './read-table.js';

export const staffColumns: Columns = {
  required: ['id', 'from', 'to', 'queues'],
  optional: ['skills', 'units', 'answerSeconds', 'declineRate', 'noAnswerRate'],
};

const wholeAgent = 100;
const bestLevel = 5;

/**
 * Agents by id; several rows of one are several shifts.
 * @throws WhatIfFailure naming the rows that cannot be used
 */
export async function readStaff(file: string, times: TimeReader): Promise<readonly StaffMember[]> {
  const members = new Map<string, StaffMember>();
  await readTable(file, staffColumns, (fields) => {
    const member = memberOf(fields, times);
    const known = members.get(member.agentId);
    members.set(member.agentId, known === undefined ? member : withShift(known, member));
  });
  return [...members.values()];
}

function memberOf(fields: Fields, times: TimeReader): StaffMember {
  const agentId = textField(fields, 'id');
  const from = times.read(fields, 'from');
  const to = times.read(fields, 'to');
  if (to <= from) throw new FieldFault('to', 'is not after `from`');
  textField(fields, 'queues');
  const terms: Record<string, QueueTerms> = {};
  for (const entry of listField(fields, 'queues')) {
    const [, queueId = '', rank] = /^([^:]+)(?::(\d{1,3}))?$/.exec(entry) ?? [];
    if (queueId === '') throw new FieldFault('queues', `"${entry}" is no queue such as sales, or sales:2 with a rank`);
    terms[queueId] = rank === undefined ? {} : { rank: Number(rank) };
  }
  const answering = answeringOf(fields);
  return {
    ...{ agentId, shifts: [{ from, to }], queues: Object.keys(terms), queueTerms: terms },
    skills: listField(fields, 'skills').map(skillOf),
    units: numberField(fields, 'units', 0, wholeAgent),
    ...(answering && { answering }),
  };
}

function skillOf(entry: string): Skill {
  const [, skill = '', level] = /^([^:!]+)(?::([1-5]))?$/.exec(entry) ?? [];
  if (skill === '') throw new FieldFault('skills', `"${entry}" is no skill such as tax or tax:3`);
  return { skill, level: level === undefined ? bestLevel : Number(level) };
}

function answeringOf(fields: Fields): Answering | undefined {
  const names = ['answerSeconds', 'declineRate', 'noAnswerRate'];
  if (names.every((name) => (fields(name) ?? '') === '')) return undefined;
  const [declineRate, noAnswerRate] = [
    numberField(fields, 'declineRate', 0, 0),
    numberField(fields, 'noAnswerRate', 0, 0),
  ];
  if (declineRate + noAnswerRate > 1) throw new FieldFault('declineRate', 'is more than 1 together with noAnswerRate');
  return { answerMs: numberField(fields, 'answerSeconds', 0, 0) * 1000, declineRate, noAnswerRate };
}

function withShift(known: StaffMember, more: StaffMember): StaffMember {
  const what = ({ agentId, shifts: _, ...rest }: StaffMember): string => JSON.stringify([agentId, rest]);
  if (what(known) !== what(more))
    throw new FieldFault('id', `"${more.agentId}" is described otherwise in an earlier row`);
  const shifts: readonly Shift[] = [...known.shifts, ...more.shifts].sort((a, b) => a.from - b.from);
  for (const [index, { to }] of shifts.entries()) {
    const next = shifts[index + 1];
    if (next !== undefined && next.from < to) throw new FieldFault('from', `shifts of "${more.agentId}" overlap`);
  }
  return { ...known, shifts };
}
