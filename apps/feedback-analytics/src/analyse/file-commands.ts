import { Command } from 'commander';
import { readFile } from 'node:fs/promises';
import { AnalysisRefused } from './analysis-refused.js';
import type { AnalysisMapping } from './mapping.js';
import { publishReport, type Output } from './output.js';
import { parseMapping } from './parse-mapping.js';
import type { AnalysisReport } from './report.js';
import { controlChartReport } from './reports/control-chart-report.js';
import { processReport, type ProcessExports } from './reports/process-report.js';
import { cesReport, csatReport, npsReport } from './reports/score-report.js';
import { servqualReport } from './reports/servqual-report.js';

type Section = Exclude<keyof AnalysisMapping, 'name' | 'csv' | 'id' | 'weight' | 'kano' | 'staffing'>;

interface FileAnalysis<S extends Section> {
  readonly name: S;
  readonly about: string;
  readonly needs: string;
  readonly report: (
    file: string,
    mapping: AnalysisMapping,
    section: NonNullable<AnalysisMapping[S]>,
    options: ProcessExports,
  ) => Promise<AnalysisReport>;
}

interface FileOptions extends ProcessExports {
  readonly mapping: string;
  readonly json?: string;
}

const scoreKeys =
  'column, and where needed missing (codes of "no answer"), where (only these rows), scaleMin and scaleMax (columns with the scale of each row)';

export function fileCommands(out: Output): readonly Command[] {
  return [
    fileCommand(out, {
      name: 'servqual',
      about:
        'Gaps between what was expected and what was perceived, by item and dimension; quadrant and Kano where asked.',
      needs:
        'servqual: scale, items, expectation and perception (columns with {item} in them), dimensions; optional importance, reversed, points (of 100, by dimension), instrument. kano: items, functional, dysfunctional, answers (how the cells begin).',
      report: servqualReport,
    }),
    fileCommand(out, {
      name: 'nps',
      about: 'Net Promoter Score of answers on 0-10 with its interval, weighted too where there is a weight.',
      needs: `nps: ${scoreKeys}. weight at the top.`,
      report: npsReport,
    }),
    fileCommand(out, {
      name: 'csat',
      about: 'Share of 4 and 5 on 1-5 with its interval, weighted too where there is a weight, and the mean.',
      needs: `csat: ${scoreKeys}. weight at the top.`,
      report: csatReport,
    }),
    fileCommand(out, {
      name: 'ces',
      about: 'Customer effort: 1.0 (1-5, low is good) as a mean, 2.0 (1-7, high is good) as mean, share and index.',
      needs: `ces: version ("1.0" or "2.0"), ${scoreKeys}.`,
      report: cesReport,
    }),
    processCommand(out),
    fileCommand(out, {
      name: 'control-chart',
      about: 'p, u or XmR chart with the four Western Electric rules.',
      needs:
        'control-chart: kind (p, u, xmr), label; for p and u count (a column, or column and values that count as one) and size; for xmr value; optional baseline (points that the limits come from).',
      report: controlChartReport,
    }),
  ];
}

function processCommand(out: Output): Command {
  return fileCommand(out, {
    name: 'process',
    about: 'Process map of an event log: steps, flows, variants, rework, ping-pong, waiting against working time.',
    needs:
      'process: case, activity, end { column, format (iso, epoch-seconds, epoch-ms or a format of luxon), zone }; optional start, resource, after (what goes on after a step: waiting or working), values (adds-value, supports, necessary, waste, by step).',
    report: processReport,
  })
    .option('--xes <file>', 'write the log as XES (IEEE 1849)')
    .option('--log <file>', 'write the log as CSV: case, activity, start, end, resource')
    .option('--edges <file>', 'write the map as CSV: from, to, count, times');
}

function fileCommand<S extends Section>(out: Output, { name, about, needs, report }: FileAnalysis<S>): Command {
  return new Command(name)
    .description(about)
    .argument('<file.csv>', 'a CSV file with a header')
    .requiredOption('-m, --mapping <file.yaml>', 'what the columns mean')
    .option('--json <file>', 'write the figures with all digits')
    .addHelpText(
      'after',
      `\nThe mapping has a name, optionally id (a column; a second row of it is left out) and csv { delimiter, encoding }, and\n${needs}`,
    )
    .action(async (file: string, options: FileOptions) => {
      const { mapping, refuse } = await readMapping(options.mapping);
      const section = mapping[name];
      if (section === undefined) return refuse([name], 'is missing: the mapping does not say where the answers are');
      const found = await report(file, mapping, section, options);
      await publishReport(found, { file, mapping: mapping.name }, options.json, out);
    });
}

export async function readMapping(file: string) {
  const text = await readFile(file, 'utf8').catch((): never => {
    throw new AnalysisRefused(`${file} cannot be read`);
  });
  return parseMapping(text, file);
}
