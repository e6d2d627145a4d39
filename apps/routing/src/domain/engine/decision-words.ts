import { mostUrgent } from './urgency.js';
import type { Exclusion, ExclusionReason, Explanation, Note, OfferExplanation, Strategy } from './engine-model.js';

/** A decision in words, for people who ask why. */
export function decisionWords(explanation: Explanation): string {
  return explanation.decision === 'offered' ? offerWords(explanation) : noteWords(explanation);
}

const strategies: Readonly<Record<Strategy, string>> = {
  'longest-idle': 'idle for longest',
  'least-load': 'with the least to do',
  'round-robin': 'whose turn it was',
  'best-skill': 'with the best skills',
};

const obstacles: Readonly<Record<ExclusionReason, string>> = {
  'missing-skill': 'without the skills asked for',
  'not-free': 'not there or without room',
  'not-available': 'not there',
  'no-room': 'without room',
  'channel-cap': 'with as many of the channel as allowed',
  'declined-before': 'who had refused it or let it run out',
  delay: 'for whom it had not waited long enough',
  'fair-share': 'who had their share already',
};

function offerWords({
  winner,
  strategy,
  queueId,
  step,
  tier,
  candidates,
  exclusions,
  ranked,
}: OfferExplanation): string {
  const others =
    candidates > 1
      ? `, ${strategies[strategy]} of ${String(candidates)} who could take it`
      : ', the only one who could take it';
  const next = ranked.filter(({ agentId }) => agentId !== winner).map(({ agentId }) => agentId);
  const parts = [
    `Offered to ${winner}${others} (queue ${queueId}, urgency ${urgencyOf(tier)}, step ${String(step + 1)}).`,
    ...(next.length > 0 ? [`Next would have been ${next.join(', ')}.`] : []),
    ...(exclusions.length > 0 ? [`Not asked: ${exclusions.map(exclusionWords).join('; ')}.`] : []),
  ];
  return parts.join(' ');
}

/** Tiers are counted from the most urgent one. */
const urgencyOf = (tier: number): string => String(mostUrgent - tier);

function exclusionWords({ reason, count, agentIds }: Exclusion): string {
  const named = agentIds.length > 0 ? ` (${agentIds.join(', ')}${count > agentIds.length ? ', …' : ''})` : '';
  return `${String(count)} ${obstacles[reason]}${named}`;
}

const becauses: Readonly<Record<string, string>> = {
  closed: 'the queue is closed',
  full: 'the queue is full',
  'nobody-available': 'nobody who could take it is there',
  'offered-too-often': 'it was offered too often',
  'transferred-too-often': 'it was passed on too often',
  'waited-long-enough': 'it had waited for them long enough',
  'unknown-agent': 'there is no such agent any more',
  'cannot-serve': 'they do not serve it',
};

function becauseWords(because: string): string {
  const obstacle = obstacles[because as ExclusionReason] as string | undefined;
  return becauses[because] ?? (obstacle === undefined ? because : `they were ${obstacle}`);
}

function noteWords({ decision, detail }: Note): string {
  const of = (name: string): string => String(detail[name] ?? '');
  const when = (name: string): string =>
    typeof detail[name] === 'number' ? new Date(detail[name]).toISOString() : of(name);
  const because = detail['because'] === undefined ? '' : `, because ${becauseWords(of('because'))}`;
  switch (decision) {
    case 'unroutable':
      return `Nobody could ever take it: of ${of('queueId')} it asks for ${of('need') || 'nothing'}. It went to ${of('to')}.`;
    case 'relaxed':
      return `Step ${String(Number(detail['step']) + 1)} of its queue began${because}.`;
    case 'promoted':
      return `Raised to urgency ${urgencyOf(Number(detail['tier']))}: it had waited too long since ${when('since')}.`;
    case 'overflowed':
      return `${overflowWords(detail)}${because}.`;
    case 'callback-offered':
      return `A callback was offered${because}.`;
    case 'held':
      return `Held until ${when('until')}${because}.`;
    case 'opened':
      return 'Let in: its queue has opened.';
    case 'closed-reply':
      return `Answered that ${of('queueId')} is closed${because}.`;
    case 'sticky-dropped':
      return `No longer kept for ${of('agentId')}${because}.`;
    case 'escalated':
      return `Put before a supervisor${because}.`;
    case 'transferred':
      return `Passed on (${of('mode')}) from ${of('from')} to ${of('to')}.`;
    case 'watchdog-warned':
      return `${of('agentId')} was warned: nothing done about it since ${when('since')}.`;
    case 'callback-attempted':
      return `Callback attempt ${of('attempts')}: ${of('outcome')}.`;
    case 'promise-broken':
      return `The callback was given up after ${of('attempts')} attempts.`;
    default:
      return decision satisfies never;
  }
}

function overflowWords(detail: Note['detail']): string {
  if (detail['addQueue'] !== undefined) return `Also put before queue ${String(detail['addQueue'])}`;
  if (detail['to'] !== undefined) return `Sent on to queue ${String(detail['to'])}`;
  return `Made more urgent by ${String(detail['raiseUrgency'] ?? '')}`;
}
