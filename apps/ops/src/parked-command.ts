import { Command } from 'commander';
import { wholeNumber, positiveNumber } from './arguments.js';
import { withServices, type ServiceChoice } from './services.js';
import { printJson, table, type Terminal } from './terminal.js';

interface Options extends ServiceChoice {
  readonly subject?: string;
  readonly topic?: string;
  readonly limit: number;
  readonly after?: number;
}

export function parkedCommand(out: Terminal): Command {
  const parked = new Command('parked')
    .summary('events that wait')
    .description(
      'events that wait: for a subject that is not known yet, for a refusal to end, or behind such an event.\nThey go on by themselves; after 10 minutes of waiting for an unknown subject they become dead letters.',
    );
  parked
    .command('list')
    .description('what waits, and for what')
    .option('--subject <id>', 'events of this subject')
    .option('--topic <name>', 'events of this topic')
    .option('--limit <n>', 'rows of each service', positiveNumber, 50)
    .option('--after <id>', 'go on after this id', wholeNumber)
    .addHelpText('after', '\nExamples:\n  npm run ops -- parked list --service feedback-analytics --limit 20')
    .action(async (options: Options) => {
      const { subject, topic, limit, after = 0 } = options;
      const all = await withServices(out, options, async (operations) => {
        const events = await operations.parked.list({ subject, topic }, { limit, after });
        return events.map((event) => ({ service: operations.service, ...event }));
      });
      const events = all.flat();
      if (options.json) return printJson(out, events);
      if (events.length === 0) return out.write('Nothing is parked.\n');
      const header = ['service', 'id', 'parked at', 'tries', 'subject', 'waits for', 'reason'];
      const rows = events.map((e) => [e.service, e.id, e.parkedAt, e.tries, e.subject, e.waitsFor, e.reason]);
      out.write(table(header, rows));
    });
  return parked;
}
