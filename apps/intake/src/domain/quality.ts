/** What can be said against a field of a submission. */
export const qualityProblems = ['missing', 'invalid', 'corrected', 'unknown', 'late'] as const;
export type QualityProblem = (typeof qualityProblems)[number];

export interface Finding {
  readonly field: string;
  readonly problem: QualityProblem;
}

interface FieldFault {
  readonly field: string;
  readonly problem: string;
}

interface Submitted {
  readonly channel: string;
  readonly party: { readonly type: string; readonly handle: string; readonly name?: string };
  readonly text?: string;
  readonly language?: string;
  readonly phone?: object;
}

/** A contact that comes in so long after it happened cannot be greeted in time. */
const lateMs = 3_600_000;
const written: ReadonlySet<string> = new Set([
  'email',
  'web-form',
  'chat',
  'sms',
  'social',
  'messaging-app',
  'letter',
  'fax',
]);

/** What a contact that was taken in would be better with. `handle` is the normalised one. */
export function findingsOf(data: Submitted, handle: string, occurredAt: Date, receivedAt: Date): Finding[] {
  const found: Finding[] = [];
  const missing = (field: string, isThere: boolean): void => {
    if (!isThere) found.push({ field, problem: 'missing' });
  };
  if (written.has(data.channel)) {
    missing('text', data.text !== undefined);
    missing('language', data.language !== undefined);
  }
  if (data.channel === 'phone') missing('phone', data.phone !== undefined);
  if (data.party.type !== 'anonymous') {
    missing('party.name', data.party.name !== undefined);
    if (data.party.handle !== handle) found.push({ field: 'party.handle', problem: 'corrected' });
  }
  if (receivedAt.getTime() - occurredAt.getTime() > lateMs) found.push({ field: 'time', problem: 'late' });
  return found;
}

/** What a refused one was refused for. Places in lists and names of a company's own do not make fields of their own. */
export function refusalFindings(errors: readonly FieldFault[]): Finding[] {
  return errors.map(({ field, problem }) => ({
    field: field
      .replace(/\.\d+(?=\.|$)/g, '')
      .replace(/^attributes\..*/, 'attributes')
      .slice(0, 64),
    problem: problem === 'is required' ? 'missing' : problem.startsWith('must be one of') ? 'unknown' : 'invalid',
  }));
}
