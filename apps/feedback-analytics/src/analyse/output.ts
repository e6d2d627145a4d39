import { writeFile } from 'node:fs/promises';
import { AnalysisRefused, codeOf } from './analysis-refused.js';
import { renderReport, type AnalysisReport } from './report.js';

/** Where an analysis writes: figures to one stream, what went wrong to the other. */
export interface Output {
  write(text: string): void;
  writeError(text: string): void;
}

export interface ReportOrigin {
  readonly file?: string;
  readonly mapping?: string;
}

/** To the terminal, and with all digits into a file where one is asked for. */
export async function publishReport(
  report: AnalysisReport,
  origin: ReportOrigin,
  json: string | undefined,
  out: Output,
): Promise<void> {
  out.write(renderReport(report));
  if (json === undefined) return;
  const { tables: _, ...document } = { ...report, ...origin };
  await writeFile(json, `${JSON.stringify(document, withoutInfinity, 2)}\n`).catch(refuseWriting(json));
}

/** A folder that is not there, or may not be written to. */
export function refuseWriting(file: string) {
  return (error: unknown): never => {
    throw new AnalysisRefused(`${file} cannot be written (${codeOf(error)})`);
  };
}

/** JSON has no infinity and would write null, which reads as "unknown". */
function withoutInfinity(_key: string, value: unknown): unknown {
  return typeof value === 'number' && !Number.isFinite(value) ? String(value) : value;
}
