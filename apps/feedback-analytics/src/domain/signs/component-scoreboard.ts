import type { Component } from '../dimension.js';
import type { Figure } from '../figure.js';
import { shareFigure } from '../service/share-figure.js';
import { signs, type FailureSignal } from './sign.js';

export interface ComponentScore {
  readonly component: Component;
  /** Percent of cases without a signal of the component. */
  readonly clean: Figure;
  readonly bySeverity: Readonly<Record<FailureSignal['severity'], number>>;
}

/** The ten components of service quality side by side, the worst first. One entry a case, with its signals or none. */
export function componentScoreboard(cases: readonly (readonly FailureSignal[])[]): readonly ComponentScore[] {
  const components: readonly Component[] = [...new Set(Object.values(signs))];
  return components
    .map((component): ComponentScore => {
      const touched = cases.filter((signals) => signals.some((signal) => signal.component === component)).length;
      const all = cases.flat().filter((signal) => signal.component === component);
      const count = (severity: FailureSignal['severity']): number =>
        all.filter((signal) => signal.severity === severity).length;
      return {
        component,
        clean: shareFigure('component-clean', 'cases-without-a-signal', cases.length - touched, cases.length),
        bySeverity: { low: count('low'), medium: count('medium'), high: count('high') },
      };
    })
    .sort((a, b) => (a.clean.value ?? 0) - (b.clean.value ?? 0));
}
