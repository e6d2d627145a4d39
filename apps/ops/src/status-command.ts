import { Command } from 'commander';
import type { PositionReport, ServiceStatus } from '#libs/messaging';
import { withServices, type ServiceChoice } from './services.js';
import { ageOf, printable, printJson, table, type Terminal } from './terminal.js';

interface Options extends ServiceChoice {
  readonly partitions?: true;
}

type NamedStatus = ServiceStatus & { readonly service: string };

export function statusCommand(out: Terminal): Command {
  return new Command('status')
    .summary('lag, parked, dead, outbox, timers and balance of each service')
    .description(
      'lag, parked, dead, outbox, timers and the balance of each service.\nLag is the end of the log minus the position that the service has committed in Postgres.',
    )
    .option('-p, --partitions', 'every partition, not only every topic')
    .addHelpText(
      'after',
      '\nExamples:\n  npm run ops -- status\n  npm run ops -- status --service routing --partitions',
    )
    .action(async (options: Options) => {
      const all = await withServices(out, options, async (operations) => ({
        service: operations.service,
        ...(await operations.status()),
      }));
      if (options.json) return printJson(out, all);
      all.forEach((status) => print(out, status, options.partitions === true));
    });
}

function print(out: Terminal, status: NamedStatus, byPartition: boolean): void {
  const { parked, dead, outbox, timers, positions } = status;
  const codes = Object.entries(dead.byCode).map(([code, n]) => `${n} ${code}`);
  out.write(`${status.service}\n`);
  out.write(
    [
      `  parked   ${parked.events}${parked.events > 0 ? ` of ${parked.subjects} subjects, the oldest for ${ageOf(parked.oldestSeconds)}` : ''}`,
      `  dead     ${dead.undecided}${codes.length > 0 ? `: ${codes.join(', ')}` : ''}${dead.replaying > 0 ? `; ${dead.replaying} being replayed` : ''}`,
      `  outbox   ${outbox.rows} rows${outbox.rows > 0 ? `, the oldest for ${ageOf(outbox.oldestSeconds)}` : ''}; ${outbox.refused} refused`,
      `  timers   ${timers.pending} pending, ${timers.due} due${timers.due > 0 ? ` for up to ${ageOf(timers.oldestDueSeconds)}` : ''}`,
    ].join('\n') + '\n',
  );
  if (positions.length === 0) {
    out.write('  it has not consumed anything yet\n\n');
    return;
  }
  const header = ['topic', ...(byPartition ? ['partition', 'next', 'end'] : []), ...figureNames];
  const rows = byPartition
    ? positions.map((position) => [
        position.topic,
        position.partition,
        position.next,
        position.high,
        ...figures([position]),
      ])
    : [...byTopic(positions)].map(([topic, members]) => [topic, ...figures(members)]);
  rows.push(['all', ...(byPartition ? ['', '', ''] : []), ...figures(positions)]);
  out.write(indented(table(header, rows)));
  for (const { topic, partition, pausedReason } of positions.filter((position) => position.paused))
    out.write(`  paused: ${topic}/${partition}: ${printable(pausedReason ?? 'no reason was given')}\n`);
  for (const { topic, partition, lost, paused } of positions.filter((position) => position.lost > 0))
    out.write(
      `  lost: ${topic}/${partition}: ${lost} records left the log before they were consumed${paused ? '' : '; it will stop there'}\n`,
    );
  out.write('\n');
}

const figureNames = ['lag', 'handled', 'ignored', 'duplicate', 'parked', 'dead'];

function figures(positions: readonly PositionReport[]): number[] {
  const sum = (figure: (position: PositionReport) => number): number =>
    positions.reduce((total, position) => total + figure(position), 0);
  return [
    sum((p) => p.lag),
    sum((p) => p.handled),
    sum((p) => p.ignored),
    sum((p) => p.duplicate),
    sum((p) => p.parked),
    sum((p) => p.dead),
  ];
}

function byTopic(positions: readonly PositionReport[]): Map<string, PositionReport[]> {
  return Map.groupBy(positions, (position) => position.topic);
}

const indented = (text: string): string => text.replace(/^(?=.)/gm, '  ');
