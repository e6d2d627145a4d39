import type { ServiceTarget } from '../../domain/queues/staffing.js';
import { numberIn } from '../answer.js';
import { MappedFile, type MappedRow } from '../mapped-file.js';
import type { AnalysisMapping, NumberSource, StaffingMapping } from '../mapping.js';
import { fileCounts, type AnalysisReport } from '../report.js';
import { staffingReport, type StaffingCase } from './staffing-report.js';

/** One case a row. */
export async function staffingFileReport(
  file: string,
  mapping: AnalysisMapping,
  staffing: StaffingMapping,
  target: ServiceTarget,
): Promise<AnalysisReport> {
  const { label = [], ...numbers } = staffing;
  const columns = Object.values(numbers)
    .flat()
    .flatMap((source) => (typeof source === 'number' ? [] : [source.column]));
  const opened = await MappedFile.open(file, mapping, [...label, ...columns]);
  const cases: StaffingCase[] = [];
  for await (const row of opened.read()) {
    const read = caseIn(row, staffing, target);
    if (typeof read === 'string') opened.exclusions.add(read, row.line);
    else cases.push(read);
  }
  return { ...staffingReport(cases), ...fileCounts(opened) };
}

function caseIn(row: MappedRow, staffing: StaffingMapping, target: ServiceTarget): StaffingCase | string {
  const { arrivalsPerHour, handlingSeconds, agents } = {
    arrivalsPerHour: numberFrom(row, staffing.arrivalsPerHour),
    handlingSeconds: numberFrom(row, staffing.handlingSeconds),
    agents: numberFrom(row, staffing.agents ?? []),
  };
  if (arrivalsPerHour === undefined || arrivalsPerHour < 0) return 'arrivalsPerHour: no number from 0 on';
  if (handlingSeconds === undefined || handlingSeconds <= 0) return 'handlingSeconds: no number above 0';
  if (staffing.agents && !(Number.isInteger(agents) && (agents ?? 0) >= 1)) return 'agents: no whole number above 0';
  const patienceSeconds = numberFrom(row, staffing.patienceSeconds ?? []);
  const seconds = numberFrom(row, staffing.targetSeconds ?? []);
  return {
    label: [`line ${row.line}`, ...(staffing.label ?? []).map((column) => row.cell(column))].join('; '),
    arrivalsPerHour,
    handlingSeconds,
    ...(agents !== undefined && { agents }),
    ...(patienceSeconds !== undefined && patienceSeconds > 0 && { patienceSeconds }),
    target: { ...target, ...(seconds !== undefined && { seconds }) },
  };
}

function numberFrom(row: MappedRow, sources: readonly NumberSource[]): number | undefined {
  for (const source of sources) {
    if (typeof source === 'number') return source;
    const { column, pattern = '^(.+)$', times = 1, isRate = false } = source;
    const [, first, second] = new RegExp(pattern).exec(row.cell(column)) ?? [];
    if (first === undefined) continue;
    const value = fraction(first);
    const per = isRate ? numberIn(second ?? '') : 1;
    if (value !== undefined && per !== undefined && per > 0) return (value * times) / per;
  }
  return undefined;
}

/** `0.5` or `1/2`. */
function fraction(text: string): number | undefined {
  const [above, below, ...more] = text.split('/').map(numberIn);
  if (above === undefined || more.length > 0) return undefined;
  if (!text.includes('/')) return above;
  return below === undefined || below === 0 ? undefined : above / below;
}
