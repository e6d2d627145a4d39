import type { CaseTimeline } from './case-timeline.js';
import type { Detector } from './detector.js';
import { brokenPromise } from './detectors/broken-promise.js';
import { excuses } from './detectors/excuses.js';
import { impatience } from './detectors/impatience.js';
import { inattentive } from './detectors/inattentive.js';
import { incompleteKnowledge } from './detectors/incomplete-knowledge.js';
import { lying } from './detectors/lying.js';
import { menuLoop } from './detectors/menu-loop.js';
import { misunderstood } from './detectors/misunderstood.js';
import { noGreeting } from './detectors/no-greeting.js';
import { noThanks } from './detectors/no-thanks.js';
import { poorEnvironment } from './detectors/poor-environment.js';
import { pushy } from './detectors/pushy.js';
import { socialising } from './detectors/socialising.js';
import { criticising, impoliteSpeech, noEyeContact, talkingDown } from './detectors/spoken-signs.js';
import { transferWithoutHelp } from './detectors/transfer-without-help.js';
import { unexplainedWait } from './detectors/unexplained-wait.js';
import { wrongRecipient } from './detectors/wrong-recipient.js';
import { signs, type FailureSignal, type Sign } from './sign.js';
import { defaultLimits, type SignLimits } from './sign-limits.js';

/** One for each sign, in the order of their numbers. */
export const detectors: readonly Detector[] = [
  noGreeting,
  unexplainedWait,
  impoliteSpeech,
  transferWithoutHelp,
  inattentive,
  incompleteKnowledge,
  criticising,
  noEyeContact,
  excuses,
  impatience,
  lying,
  misunderstood,
  talkingDown,
  socialising,
  noThanks,
  brokenPromise,
  wrongRecipient,
  poorEnvironment,
  menuLoop,
  pushy,
];

/** Every sign that a case shows at a time. */
export function detectSigns(
  timeline: CaseTimeline,
  now: number,
  limits: SignLimits = defaultLimits,
): readonly FailureSignal[] {
  return detectors.flatMap(({ sign, version, detect }): FailureSignal[] => {
    const found = detect({ timeline, limits, now });
    return found ? [{ sign, component: signs[sign], detector: `${sign}@${version}`, ...found }] : [];
  });
}

export interface SignalChanges {
  readonly raised: readonly FailureSignal[];
  /** Later events disproved them. */
  readonly withdrawn: readonly Sign[];
}

/** What is new, and what is not so any more. A sign that stays is not raised again, even with more evidence. */
export function signalChanges(known: ReadonlySet<Sign>, found: readonly FailureSignal[]): SignalChanges {
  const present = new Set(found.map(({ sign }) => sign));
  return {
    raised: found.filter(({ sign }) => !known.has(sign)),
    withdrawn: [...known].filter((sign) => !present.has(sign)),
  };
}
