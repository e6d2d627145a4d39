import { parseArgs } from 'node:util';
import { loadSettings, Setting, SettingsOf } from '#libs/service';
import { Zone } from '../domain/rollup/zone.js';
import type { RebuildResult } from './rebuild-figures.js';
import { rebuildFigures } from './rebuild.module.js';

const help = `Makes all figures again from the archive of what was consumed, and compares them digit by digit with those that are kept.

Usage: npm run figures -- rebuild [options]

  --check              only compares; nothing is put in place
  --accept             puts the rebuilt figures in place even when they differ, as after a change of a formula or of the time zone
  --time-zone <name>   where days begin (default: REPORT_TIME_ZONE, or UTC)
  --json               the result as JSON
  --help               this text

Without --check and --accept the rebuilt figures are put in place when there is no difference. The service may run: it waits
while the last events are done again. The database is that of FEEDBACK_ANALYTICS_DATABASE_URL (npm run stack prints it). Exit code: 0 no difference, 1 differences, 2 wrong arguments.`;

@SettingsOf({ service: 'feedback-analytics', port: 0 })
class RebuildSettings {
  @Setting('REPORT_TIME_ZONE', { default: 'UTC', help: 'where a day of the reports begins' })
  readonly reportTimeZone!: string;

  @Setting('FEEDBACK_ANALYTICS_DATABASE_URL', { secret: true, help: 'the database of the service' })
  readonly databaseUrl!: string;
}

export interface Output {
  readonly write: (text: string) => void;
  readonly writeError: (text: string) => void;
}

export async function runFigures(args: readonly string[], out: Output): Promise<number> {
  const asked = parsed(args);
  if ('problem' in asked) {
    out.writeError(`${asked.problem}\n\n${help}\n`);
    return 2;
  }
  if (asked.help) {
    out.write(`${help}\n`);
    return 0;
  }
  try {
    const { databaseUrl, reportTimeZone } = loadSettings(RebuildSettings);
    const timeZone = new Zone(asked['time-zone'] ?? reportTimeZone).name;
    const swap = asked.check ? 'never' : asked.accept ? 'always' : 'when-equal';
    const onProgress = (events: number): void => {
      if (!asked.json && events % 50_000 === 0) out.writeError(`${events} events\n`);
    };
    const result = await rebuildFigures({ databaseUrl, timeZone, swap, onProgress });
    out.write(asked.json ? `${JSON.stringify(result)}\n` : `${summaryOf(result)}\n`);
    return result.differences === 0 ? 0 : 1;
  } catch (error) {
    out.writeError(`${error instanceof Error ? error.message : String(error)}\n`);
    return 2;
  }
}

function parsed(args: readonly string[]) {
  const options = {
    check: { type: 'boolean' },
    accept: { type: 'boolean' },
    json: { type: 'boolean' },
    'time-zone': { type: 'string' },
    help: { type: 'boolean', short: 'h' },
  } as const;
  try {
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true });
    if (values.help !== true && positionals.join(' ') !== 'rebuild') return { problem: 'the command is: rebuild' };
    if (values.check && values.accept) return { problem: '--check and --accept exclude each other' };
    return values;
  } catch (error) {
    return { problem: error instanceof Error ? error.message : String(error) };
  }
}

function summaryOf({ events, compared, differences, examples, isSwapped }: RebuildResult): string {
  return [
    `${events} events done again, ${compared} sums compared, ${differences} differences`,
    ...examples.map(({ table, key, kept, rebuilt }) => `  ${table} ${key}: kept ${kept}, rebuilt ${rebuilt}`),
    isSwapped ? 'the rebuilt figures are in place' : 'the figures that were kept stay',
  ].join('\n');
}
