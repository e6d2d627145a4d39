import { parseArgs } from 'node:util';
import { loadSettings, Setting, SettingsOf } from '#libs/service';
import { republishFeedback } from './republish.module.js';

const help = `Sends feedback records again, as they stand now, for analysts who lost theirs or begin anew.

Usage: npm run feedback -- republish --from <time> --to <time>

  --from <time>   first occurredAt: a day in UTC (2026-11-01) or an instant (2026-11-01T10:00:00Z)
  --to <time>     first occurredAt that is not included
  --help          this text

Ids and revisions stay, so that nothing doubles; retractions are sent too. The records are put in the outbox of the service of
FEEDBACK_ANALYTICS_DATABASE_URL (npm run stack prints it), and leave when it runs. Exit code: 0 done, 2 wrong arguments or settings.`;

@SettingsOf({ service: 'feedback-analytics', port: 0 })
class RepublishSettings {
  @Setting('FEEDBACK_ANALYTICS_DATABASE_URL', { secret: true, help: 'the database of the service' })
  readonly databaseUrl!: string;
}

export interface Output {
  readonly write: (text: string) => void;
  readonly writeError: (text: string) => void;
}

export async function runFeedback(args: readonly string[], out: Output): Promise<number> {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      options: { from: { type: 'string' }, to: { type: 'string' }, help: { type: 'boolean', short: 'h' } },
      allowPositionals: true,
    });
    if (values.help) {
      out.write(`${help}\n`);
      return 0;
    }
    if (positionals.join(' ') !== 'republish') throw new Error(`the command is: republish\n\n${help}`);
    const [from, to] = [instantOf('--from', values.from), instantOf('--to', values.to)];
    if (from >= to) throw new Error('--from must be before --to');
    const { databaseUrl } = loadSettings(RepublishSettings);
    const count = await republishFeedback({ databaseUrl, from, to });
    out.write(`${count} records are in the outbox\n`);
    return 0;
  } catch (error) {
    out.writeError(`${error instanceof Error ? error.message : String(error)}\n`);
    return 2;
  }
}

const time = /^\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:\d{2}))?$/;

function instantOf(option: string, text: string | undefined): Date {
  const at = new Date(text !== undefined && time.test(text) ? text : Number.NaN);
  if (Number.isNaN(at.getTime()))
    throw new Error(`${option} must be a day (2026-11-01) or an instant (2026-11-01T10:00:00Z)`);
  return at;
}
