import { serviceFormulas } from './service-formulas.js';
import { surveyFormulas } from './survey-formulas.js';
import type { Formula } from './formula.js';

/** Every metric that the service computes from its sums. Others of the catalogue are those of the analyses. */
export const formulas: ReadonlyMap<string, Formula> = new Map(
  Object.entries({ ...surveyFormulas, ...serviceFormulas }),
);
