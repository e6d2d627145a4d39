import type { StoryEvent } from './story-event.js';

type Words = (of: (name: string) => string, told: StoryEvent) => string;

/** An event of a case in words. What is not known here has its name. */
export function eventWords(event: StoryEvent): string {
  const of = (name: string): string => textOf(event.data[name]);
  const words = eventSentences[event.type];
  const because = of('reason') && !saysReason.has(event.type) ? `: ${of('reason')}` : '';
  return `${words === undefined ? nameWords(event.type) : words(of, event)}${because}.`;
}

/** `case.urgency-changed`: Urgency changed. */
function nameWords(type: string): string {
  const words = type.replace(/^case\./, '').replaceAll('-', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function textOf(value: unknown): string {
  if (typeof value === 'string') return value;
  return value === undefined || value === null ? '' : JSON.stringify(value);
}

/** Where the reason is part of the sentence. */
const saysReason = new Set(['case.queue-left', 'case.queued']);

const leftBecause: Readonly<Record<string, string>> = {
  answered: 'somebody has it',
  abandoned: 'the customer left',
  withdrawn: 'it is over',
  callback: 'the customer is called back',
  voicemail: 'the customer left a message',
  overflow: 'it waits elsewhere',
};

/** `3.2 s`, `4 min`, `2 h 5 min`, `3 d 4 h`. */
export function durationWords(seconds: number): string {
  if (seconds < 10) return `${String(Math.round(seconds * 10) / 10)} s`;
  if (seconds < 120) return `${String(Math.round(seconds))} s`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 60) return `${String(minutes)} min`;
  const parts =
    minutes < 2_880
      ? [`${String(Math.floor(minutes / 60))} h`, minutes % 60 > 0 && `${String(minutes % 60)} min`]
      : [
          `${String(Math.floor(minutes / 1_440))} d`,
          minutes % 1_440 >= 60 && `${String(Math.floor((minutes % 1_440) / 60))} h`,
        ];
  return parts.filter((part) => part !== false).join(' ');
}

const lasting = (seconds: string): string => (seconds === '' ? '' : durationWords(Number(seconds)));
const after = (seconds: string): string => (seconds === '' ? '' : ` after ${lasting(seconds)}`);
const by = (agentId: string): string => (agentId === '' ? '' : ` by ${agentId}`);
const until = (due: string): string => (due === '' ? '' : `, due ${due}`);

const eventSentences: Readonly<Record<string, Words>> = {
  'case.opened': (of) => `Opened by a contact by ${of('channel')}: ${of('kind')}, urgency ${of('urgency')}`,
  'case.interaction-added': (of, { actor }) =>
    of('direction') === 'outbound'
      ? 'A contact of ours was added'
      : `${actor === 'system' ? 'Something automatic' : 'A further contact'} came in by ${of('channel')}`,
  'case.reopened': (of) => `Opened again (cycle ${of('cycle')}): ${of('cause')}`,
  'case.queued': (of) => `Waits in queue ${of('queueId')}${of('reason') && ` again: ${of('reason')}`}`,
  'case.queue-left': (of) =>
    `Left its queue${after(of('waitedSeconds'))}: ${leftBecause[of('reason')] ?? of('reason')}`,
  'case.offered': (of) => `Offered to ${of('agentId')}, until ${of('expiresAt')}`,
  'case.offer-accepted': (of) => `${of('agentId')} accepted${after(of('answeredSeconds'))}`,
  'case.offer-declined': (of) => `${of('agentId')} declined`,
  'case.offer-timed-out': (of) => `${of('agentId')} did not answer`,
  'case.offer-rescinded': (of) => `Taken back from ${of('agentId')}`,
  'case.assigned': (of) => `${of('agentId')} has it${after(of('waitedSeconds'))} (hand-over ${of('leg')})`,
  'case.unassigned': (of) => `${of('agentId')} no longer has it`,
  'case.transferred': (of) => `Passed on${of('from') && ` from ${of('from')}`} to ${of('to')} (${of('mode')})`,
  'case.escalated': (of) => `Put before ${of('to') || 'a supervisor'}`,
  'case.unroutable': () => 'Nobody could ever take it',
  'case.participant-changed': (of) =>
    of('role') === 'none' ? `${of('agentId')} takes part no longer` : `${of('agentId')} takes part: ${of('role')}`,
  'case.handed-off': (of) => `A part of it goes to ${of('to')}${until(of('dueAt'))}`,
  'case.hand-off-ended': (of) => `The part that was handed off is ${of('outcome')}`,
  'case.merged': (of) =>
    of('role') === 'survivor'
      ? `Case ${of('otherCaseId')} is part of this one now`
      : `Goes on in case ${of('otherCaseId')}`,
  'case.unmerged': (of) => `No longer one with case ${of('otherCaseId')}`,
  'case.reclassified': (of) => `It is really: ${of('kind')}, ${of('issueKey')}`,
  'case.wrap-started': (of) => `${of('agentId')} wraps it up`,
  'case.wrap-ended': (of) => `${of('agentId')} is done with it`,
  'case.wait-estimated': (of) => `The customer was told of a wait of ${lasting(of('seconds'))}`,
  'case.urgency-changed': (of) => `Urgency ${of('urgency')} instead of ${of('previous')}${by(of('agentId'))}`,
  'case.greeted': (of) => `Greeted${by(of('agentId'))}`,
  'case.restated': (of) => `The need was put in words${by(of('agentId'))}, to be confirmed`,
  'case.needs-confirmed': (of) =>
    `The need was put in words and confirmed by the ${of('confirmedBy') || 'customer'}${of('restatement') && `: ${of('restatement')}`}`,
  'case.agreed': (of) => `Agreed with the customer${of('agreement') && `: ${of('agreement')}`}`,
  'case.shelved': (of) => `Shelved until ${of('reviewAt')}`,
  'case.resumed': () => 'Taken up again',
  'case.replied': (of) => `Answered${by(of('agentId'))}${after(of('waitedSeconds'))}`,
  'case.waiting-on-changed': (of) => `It is the move of the ${of('on')}`,
  'case.resolved': (of) =>
    `Resolved${by(of('agentId'))}${of('cause') && `, cause: ${of('cause')}`}${of('remedy') && `, remedy: ${of('remedy')}`}`,
  'case.verified': (of) => (of('helped') === 'false' ? 'It did not help' : 'Verified that it helped'),
  'case.thanked': (of) => `Thanked${by(of('agentId'))}`,
  'case.invited-back': (of) => `Invited back${by(of('agentId'))}`,
  'case.closed': (of) => `Closed${by(of('agentId'))}`,
  'case.sla-started': (of) => `Clock ${of('metric')} began${until(of('dueAt'))}`,
  'case.sla-paused': (of) => `Clock ${of('metric')} stands still, ${lasting(of('remainingSeconds'))} left`,
  'case.sla-resumed': (of) => `Clock ${of('metric')} goes on${until(of('dueAt'))}`,
  'case.sla-warned': (of) => `Clock ${of('metric')} warns: ${lasting(of('remainingSeconds'))} left`,
  'case.sla-decided': (of) => `Clock ${of('metric')}: ${of('outcome')}${after(of('elapsedSeconds'))}`,
  'case.sla-corrected': (of) =>
    `Clock ${of('metric')} was wrong, it is: ${of('outcome')}${after(of('elapsedSeconds'))}`,
  'case.sla-carried-over': (of) => `Its clocks go by ${of('policyVersion')} from here on`,
  'case.promise-made': (of) => `Promised (${of('kind')}): ${of('what')}${until(of('dueAt'))}`,
  'case.promise-warned': (of) => `The promise is due in ${lasting(of('remainingSeconds'))}: ${of('what')}`,
  'case.promise-kept': (of) => `Promise kept: ${of('what')}`,
  'case.promise-late': (of) => `Promise kept ${lasting(of('lateSeconds'))} late: ${of('what')}`,
  'case.promise-broken': (of) => `Promise broken: ${of('what')}`,
  'case.promise-withdrawn': (of) => `Promise taken back: ${of('what')}`,
  'case.delay-explained': (of) => `The delay was explained${by(of('agentId'))}, until ${of('newDueAt')}`,
  'case.linked-to-incident': (of) => `Part of incident ${of('incidentId')}`,
};
