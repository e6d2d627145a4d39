import { inOrder, type Ledger, type LedgerEntry } from './case-ledger.js';
import { deriveClock, type ClockEntry, type ClockView, type Hours } from './derive-clock.js';
import type { ClockMetric, ClockTerms } from './sla-terms.js';

/** One measurement of a case. `key` names it within its cycle. */
export interface CaseClock {
  readonly key: string;
  readonly metric: ClockMetric;
  readonly view: ClockView;
}

/** All clocks of a cycle as they stand at `now`, from the times in its ledger alone, in the order of their starts. */
export function caseClocks(
  ledger: Ledger,
  agreed: readonly ClockTerms[],
  hours: Hours,
  now: number,
): readonly CaseClock[] {
  const sorted = [...ledger].sort(inOrder);
  const found = agreed.flatMap((terms) =>
    measurements[terms.metric](sorted).flatMap(({ key, entries }) => {
      const { metric } = terms;
      const view = deriveClock([...entries, ...ofAll(sorted, metric)], terms, hours, now);
      return view === undefined ? [] : [{ key: key === '' ? metric : `${metric}:${key}`, metric, view }];
    }),
  );
  return found.sort((a, b) => a.view.startedAt - b.view.startedAt || (a.key < b.key ? -1 : 1));
}

interface Measurement {
  readonly key: string;
  readonly entries: readonly ClockEntry[];
}

const measurements: Record<ClockMetric, (ledger: Ledger) => readonly Measurement[]> = {
  'first-response': firstResponse,
  'next-response': nextResponses,
  'periodic-update': periodicUpdates,
  resolution,
};

type Moment = Pick<LedgerEntry, 'id' | 'at'>;

const started = ({ id, at }: Moment): ClockEntry => ({ type: 'start', id, at });
const stopped = ({ id, at }: Moment): ClockEntry => ({ type: 'stop', id, at });
const cancelled = ({ id, at }: Moment): ClockEntry => ({ type: 'cancel', id, at });

/** Pauses, and changes of the rules, concern every clock. */
function ofAll(ledger: Ledger, metric: ClockMetric): readonly ClockEntry[] {
  return ledger.flatMap((entry): readonly ClockEntry[] => {
    const { id, at } = entry;
    if (entry.type === 'paused') return [{ type: 'pause', id, at, reason: entry.reason }];
    if (entry.type === 'resumed') return [{ type: 'resume', id, at, reason: entry.reason }];
    const terms = entry.type === 'carry-over' ? entry.terms.find((one) => one.metric === metric) : undefined;
    return terms === undefined ? [] : [{ type: 'carry-over', id, at, terms }];
  });
}

/** From the opening to our first reply. */
function firstResponse(ledger: Ledger): readonly Measurement[] {
  const opened = ledger.find((entry) => entry.type === 'opened' && entry.awaits === 'answer');
  if (opened === undefined) return [];
  const reply = ledger.find(({ type, at }) => type === 'reply' && at >= opened.at);
  const closed = ledger.filter(({ type }) => type === 'closed');
  return [{ key: '', entries: [started(opened), ...(reply ? [stopped(reply)] : []), ...closed.map(cancelled)] }];
}

/** From the first contact that a reply leaves unanswered to the next reply. What waits for the first one is not yet such. */
function nextResponses(ledger: Ledger): readonly Measurement[] {
  const awaitsFirst = ledger.some((entry) => entry.type === 'opened' && entry.awaits === 'answer');
  const found: { key: string; entries: ClockEntry[] }[] = [];
  let hasAnswered = !awaitsFirst;
  let running: ClockEntry[] | undefined;
  for (const entry of ledger) {
    if (entry.type === 'contact' && hasAnswered && running === undefined) {
      running = [started(entry)];
      found.push({ key: entry.id, entries: running });
    } else if (entry.type === 'reply') {
      running?.push(stopped(entry));
      [hasAnswered, running] = [true, undefined];
    } else if (entry.type === 'closed') {
      running?.push(cancelled(entry));
      running = undefined;
    }
  }
  return found;
}

/** From each reply to the next one, as long as the case is not resolved. */
function periodicUpdates(ledger: Ledger): readonly Measurement[] {
  const found: { key: string; entries: ClockEntry[] }[] = [];
  let running: ClockEntry[] | undefined;
  for (const entry of ledger) {
    if (entry.type === 'reply') {
      running?.push(stopped(entry));
      running = [started(entry)];
      found.push({ key: entry.id, entries: running });
    } else if (entry.type === 'resolved' || entry.type === 'closed') {
      running?.push(cancelled(entry));
      break;
    }
  }
  return found;
}

/** From the opening to the resolution; a close that needed none ends it too. */
function resolution(ledger: Ledger): readonly Measurement[] {
  const opened = ledger.find((entry) => entry.type === 'opened' && entry.awaits !== 'nothing');
  const end = ledger.find(({ type }) => type === 'resolved' || type === 'closed');
  return opened === undefined ? [] : [{ key: '', entries: [started(opened), ...(end ? [stopped(end)] : [])] }];
}
