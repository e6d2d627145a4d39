import { FolderUnreadable, mistakeLine, projectFolder, readTextFolder, type FileMistake } from '#libs/templates';
import type { ContactBudget } from '../domain/family.js';
import type { Programme } from '../domain/programme.js';
import { budgetFile, loadProgrammes } from './load-programmes.js';
import { loadInstruments, type LoadedInstrument, type TextFiles } from './load-instruments.js';

/** The policy of a company has mistakes: all of them, each with file, line and rule. */
export class PolicyRefused extends Error {
  override readonly name = 'PolicyRefused';
  constructor(readonly lines: readonly string[]) {
    super(lines.join('\n'));
  }
}

const endings = ['.yaml', '.yml'];
const shippedFolder = projectFolder(import.meta.url, 'apps/follow-up/policy');

/** What ships, and what the company's folder says beside it. */
export interface FollowUpPolicyFiles {
  readonly instruments: readonly LoadedInstrument[];
  readonly programmes: readonly Programme[];
  readonly budget: ContactBudget;
}

/** @throws PolicyRefused */
export async function policyOf(ownFolder: string | undefined): Promise<FollowUpPolicyFiles> {
  const shipped = await readTextFolder(shippedFolder, endings);
  const own = ownFolder === undefined ? new Map<string, string>() : await ownFiles(ownFolder);
  const { instruments, problems } = loadInstruments(instrumentFiles(shipped, own));
  const asked = loadProgrammes(
    shipped,
    own,
    instruments.map(({ instrument }) => instrument),
  );
  refuse([...problems, ...asked.problems]);
  const { programmes, budget } = asked;
  if (budget === undefined) throw new PolicyRefused([`${budgetFile}: there is no budget`]);
  return { instruments, programmes, budget };
}

/** Instruments of the company beside those that ship. */
export function instrumentFiles(shipped: TextFiles, own: TextFiles): TextFiles {
  const named = (files: TextFiles, prefix: string) =>
    [...files]
      .filter(([file]) => file.startsWith('instruments/'))
      .map(([file, text]) => [`${prefix}${file}`, text] as const);
  return new Map([...named(shipped, 'shipped:'), ...named(own, '')]);
}

export const shippedFiles = (): Promise<TextFiles> => readTextFolder(shippedFolder, endings);

async function ownFiles(folder: string): Promise<TextFiles> {
  try {
    return await readTextFolder(folder, endings);
  } catch (error) {
    if (!(error instanceof FolderUnreadable)) throw error;
    throw new PolicyRefused([error.message]);
  }
}

function refuse(problems: readonly FileMistake[]): void {
  if (problems.length > 0) throw new PolicyRefused(problems.map(mistakeLine));
}
