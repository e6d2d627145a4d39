import { Command, InvalidArgumentError, Option } from 'commander';
import type { ServiceTarget } from '../domain/queues/staffing.js';
import { AnalysisRefused } from './analysis-refused.js';
import { numberIn } from './answer.js';
import { readMapping } from './file-commands.js';
import { publishReport, type Output } from './output.js';
import { staffingFileReport } from './reports/staffing-file.js';
import { staffingReport, type StaffingCase } from './reports/staffing-report.js';

interface StaffingOptions {
  readonly mapping?: string;
  readonly json?: string;
  readonly arrivalsPerHour?: number;
  readonly handlingSeconds?: number;
  readonly agents?: number;
  readonly patienceSeconds?: number;
  readonly target: ServiceTarget;
  readonly maxOccupancy?: number;
  readonly shrinkage?: number;
}

export function staffingCommand(out: Output): Command {
  return new Command('staffing')
    .description(
      'How long customers wait with so many agents, or how many agents reach a target: Erlang C, with patience Erlang A (Garnett, Mandelbaum, Reiman), and the loss of Erlang B.',
    )
    .argument('[file.csv]', 'one case a row instead of the options; needs --mapping')
    .option('-m, --mapping <file.yaml>', 'what the columns mean')
    .option('--arrivals-per-hour <n>', 'contacts that come in an hour', atLeastZero)
    .option('--handling-seconds <n>', 'mean talk, hold and wrap-up of a contact', aboveZero)
    .option('--agents <n>', 'agents at work; without it the fewest that reach the target are found', wholeNumber)
    .option('--patience-seconds <n>', 'mean time after which a customer gives up; without it nobody does', aboveZero)
    .addOption(
      new Option('--target <percent/seconds>', 'so many percent of all are answered within so many seconds')
        .argParser(target)
        .default({ share: 0.8, seconds: 20 }, '80/20'),
    )
    .option('--max-occupancy <percent>', 'of the agents’ time at most so much on contacts', share)
    .option('--shrinkage <percent>', 'paid time that is breaks, training, illness: gives the agents on the rota', share)
    .option('--json <file>', 'write the figures with all digits')
    .addHelpText('after', mappingHelp)
    .action(async (file: string | undefined, options: StaffingOptions) => {
      if (file === undefined) return publishReport(staffingReport([caseOf(options)]), {}, options.json, out);
      if (options.mapping === undefined) throw new AnalysisRefused('A file needs --mapping (--help says more).');
      const { mapping, refuse } = await readMapping(options.mapping);
      if (!mapping.staffing) return refuse(['staffing'], 'is missing: the mapping does not say what the columns mean');
      const report = await staffingFileReport(file, mapping, mapping.staffing, options.target);
      await publishReport(report, { file, mapping: mapping.name }, options.json, out);
    });
}

const mappingHelp = `
The mapping has a name, and staffing: label (columns that name a case), and for arrivalsPerHour, handlingSeconds, agents, patienceSeconds and targetSeconds a list of sources of which the first that fits counts: a number, or { column, pattern (its first group is the number), times, isRate (divided by its second group) }.`;

function caseOf(options: StaffingOptions): StaffingCase {
  const { arrivalsPerHour, handlingSeconds, agents, patienceSeconds, maxOccupancy, shrinkage } = options;
  if (arrivalsPerHour === undefined || handlingSeconds === undefined)
    throw new AnalysisRefused('--arrivals-per-hour and --handling-seconds are needed (--help says more).');
  const perHour = digitsOf(arrivalsPerHour);
  return {
    label: `${perHour} contacts an hour of ${digitsOf(handlingSeconds)} s`,
    arrivalsPerHour,
    handlingSeconds,
    target: options.target,
    ...(agents !== undefined && { agents }),
    ...(patienceSeconds !== undefined && { patienceSeconds }),
    ...(maxOccupancy !== undefined && { maxOccupancy }),
    ...(shrinkage !== undefined && { shrinkage }),
  };
}

const digitsOf = (value: number): string => String(Number(value.toPrecision(6)));

function numeric(text: string): number {
  const value = numberIn(text.trim());
  if (value === undefined || !Number.isFinite(value)) throw new InvalidArgumentError('It must be a number.');
  return value;
}

function atLeastZero(text: string): number {
  const value = numeric(text);
  if (value < 0) throw new InvalidArgumentError('It must be 0 or more.');
  return value;
}

function aboveZero(text: string): number {
  const value = numeric(text);
  if (value <= 0) throw new InvalidArgumentError('It must be above 0.');
  return value;
}

function wholeNumber(text: string): number {
  const value = numeric(text);
  if (!Number.isInteger(value) || value < 1 || value > 1_000_000)
    throw new InvalidArgumentError('It must be a whole number from 1 to 1,000,000.');
  return value;
}

function share(text: string): number {
  const value = numeric(text.replace(/%$/, '')) / 100;
  if (value <= 0 || value >= 1) throw new InvalidArgumentError('It must be between 0 and 100.');
  return value;
}

function target(text: string): ServiceTarget {
  const [percent, seconds, ...more] = text.split('/');
  if (percent === undefined || seconds === undefined || more.length > 0)
    throw new InvalidArgumentError('Write percent and seconds, such as 80/20.');
  return { share: share(percent), seconds: atLeastZero(seconds) };
}
