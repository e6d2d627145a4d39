import { YamlNode, type FileMistake } from '#libs/templates';
import type { ContactBudget } from '../domain/family.js';
import type { Instrument } from '../domain/instrument.js';
import type { Programme } from '../domain/programme.js';
import type { TextFiles } from './load-instruments.js';
import { readContactBudget } from './read-contact-budget.js';
import { readProgrammes } from './read-programmes.js';

export const programmesFile = 'programmes.yaml';
export const budgetFile = 'contact-budget.yaml';

export interface LoadedProgrammes {
  readonly programmes: readonly Programme[];
  readonly budget?: ContactBudget;
  readonly problems: readonly FileMistake[];
}

/** Programmes and the budget that they share. Of each file the company's own counts whole where there is one. */
export function loadProgrammes(
  shipped: TextFiles,
  own: TextFiles,
  instruments: readonly Instrument[],
): LoadedProgrammes {
  const problems: FileMistake[] = [];
  const root = (file: string): YamlNode | undefined => {
    const text = own.get(file);
    if (text !== undefined) return YamlNode.parse(file, text, problems);
    return YamlNode.parse(`shipped:${file}`, shipped.get(file) ?? '', problems);
  };
  const budgetRoot = root(budgetFile);
  const budget = budgetRoot && readContactBudget(budgetRoot);
  const programmesRoot = root(programmesFile);
  if (budget === undefined || programmesRoot === undefined) return { programmes: [], problems };
  return { programmes: readProgrammes(programmesRoot, { instruments, budget }), budget, problems };
}
