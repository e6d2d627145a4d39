import { firstOf, momentsOf, type CaseTimeline } from '../case-timeline.js';
import { finding, firstFinding, type Detector } from '../detector.js';
import type { SignLimits } from '../sign-limits.js';

/** There is always a clear way to a human being: a menu that goes round, or a machine that goes on when a person was asked for. */
export const menuLoop: Detector = {
  sign: 'menu-loop',
  version: 1,
  detect: ({ timeline, limits }) => {
    const opened = firstOf(timeline, 'opened');
    return firstFinding(
      opened && isLost(opened.menuPath ?? [], opened.phoneOutcome, limits)
        ? finding('medium', 0.85, [[opened, 'went round in the menu']])
        : undefined,
      finding(
        'high',
        0.95,
        ignoredWish(timeline).map((moment) => [moment, 'answered by a machine after a person was asked for'] as const),
      ),
    );
  },
};

function isLost(path: readonly string[], outcome: string | undefined, { menuVisits, menuSteps }: SignLimits): boolean {
  const visits = new Map<string, number>();
  for (const step of path) visits.set(step, (visits.get(step) ?? 0) + 1);
  const isRound = [...visits.values()].some((times) => times >= menuVisits);
  return isRound || (outcome === 'abandoned' && path.length >= menuSteps);
}

/** Suggestions after the wish for a person and before a person came. */
function ignoredWish(timeline: CaseTimeline) {
  const asked = firstOf(timeline, 'person-asked-for');
  if (!asked) return [];
  const reached = momentsOf(timeline, 'assigned', 'greeted', 'replied').find(({ at }) => at > asked.at);
  return momentsOf(timeline, 'answer-suggested').filter(({ at }) => at > asked.at && at < (reached?.at ?? Infinity));
}
