import { replayAll, replayAndWait, type DeadLetter, type ReplayProgress } from '#libs/messaging';
import { currentUser } from './arguments.js';
import { filterOf, type FilterOptions } from './dead-letter-filters.js';
import { OpsFailure } from './ops-failure.js';
import { withOneService, type ServiceChoice } from './services.js';
import { printable, printJson, type Terminal } from './terminal.js';

export interface ReplayCommandOptions extends ServiceChoice, FilterOptions {
  readonly all?: true;
  readonly wait: number;
  readonly pastHorizon?: true;
}

/** The exit code says whether all of them came out well. */
export async function replayLetters(
  out: Terminal,
  ids: readonly number[],
  options: ReplayCommandOptions,
): Promise<void> {
  if (ids.length > 0 === (options.all === true))
    throw new OpsFailure('say what to replay: either ids, or --all with or without filters', 2);
  const replay = { by: currentUser(), pastHorizon: options.pastHorizon === true, patienceMs: options.wait * 1_000 };
  if (ids.length === 0) {
    const filter = filterOf(options);
    const progress = await withOneService(out, options, ({ deadLetters }) =>
      replayAll(deadLetters, filter, replay, (state) => out.writeError(`${progressLine(state)}\n`)),
    );
    if (options.json) printJson(out, progress);
    else out.write(`${progressLine(progress)}\n`);
    out.failed = progress.replayed < progress.total;
    if (progress.waiting > 0) out.writeError(`${nobody(options)}\n`);
    return;
  }
  const { letters, untouched } = await withOneService(out, options, ({ deadLetters }) =>
    replayAndWait(deadLetters, ids, replay),
  );
  out.failed = untouched.length > 0 || letters.some((letter) => letter.status !== 'replayed');
  if (options.json) return printJson(out, { letters, untouched });
  for (const letter of letters) out.write(`${letter.id}  ${outcomeOf(letter)}\n`);
  if (letters.some((letter) => letter.status === 'replay-requested')) out.writeError(`${nobody(options)}\n`);
  for (const id of untouched)
    out.write(
      `${id}  not replayed: there is no such dead letter, it was replayed already, or it is past the horizon (--past-horizon)\n`,
    );
}

function outcomeOf({ status, replayOutcome, code, reason }: DeadLetter): string {
  if (status === 'replayed') return `replayed: ${replayOutcome ?? 'done'}`;
  if (status === 'replay-requested') return 'still waiting';
  return `dead again: ${code}: ${printable(reason)}`;
}

const nobody = ({ service, wait }: ReplayCommandOptions): string =>
  `Nothing happened for ${wait} s. Is ${service} running? The request stays and is carried out once it does.`;

const progressLine = ({ total, replayed, deadAgain, waiting }: ReplayProgress): string =>
  `${replayed} of ${total} replayed, ${deadAgain} dead again${waiting > 0 ? `, ${waiting} still waiting` : ''}`;
