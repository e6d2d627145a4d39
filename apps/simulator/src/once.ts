import { setTimeout as wait } from 'node:timers/promises';
import { feedAll, feedRepeats } from './actors/customer-crowd.js';
import { faultsOf, type ServiceBalance } from './balance/balance.js';
import { balanceTable } from './balance/balance-table.js';
import { interactionsOwed, type Ledger } from './doors/ledger.js';
import { publishPoison } from './doors/poison.js';
import type { SimulatorOptions } from './options.js';
import type { Platform } from './platform/platform.js';
import { Simulation } from './simulation.js';
import { isThrough, until } from './through.js';

/** Agents go on for so long after the last contact is recorded: what is left is work for another day. */
const agentsWorkOnMs = 6_000;
/** Of each hundred contacts so many are sent twice. */
const repeatShare = 0.02;

/** Feeds interactions, waits until all are through, and says whether everything accepted is accounted for. */
export async function runOnce(
  platform: Platform,
  options: SimulatorOptions,
  tell: (line: string) => void,
): Promise<boolean> {
  const simulation = await Simulation.begin(platform, options, { workMs: 0, pollMs: 50, atOnce: 12, patienceMs: 500 });
  const { ledger, plan, doors } = simulation;
  const begun = performance.now();
  const seconds = (): string => ((performance.now() - begun) / 1000).toFixed(1);
  tell(`Feeding ${options.interactions} interactions by Kafka and HTTP, with some sent twice and some poison`);
  await feedAll(plan, options.interactions, doors);
  tell(`All accepted after ${seconds()} s; sending some again, and what must be refused`);
  await feedRepeats(plan, Math.ceil(options.interactions * repeatShare), doors);
  await publishPoison(platform.log, plan.run, ledger);
  await doors.postWrong({ channel: 'pigeon', direction: 'sideways' });
  await doors.postWrong([]);
  const isRecorded = await until(simulation, (balances) =>
    balances.every(({ interactions }) => interactions >= interactionsOwed(ledger)),
  );
  tell(`All interactions recorded in all four services after ${seconds()} s; agents finish`);
  if (isRecorded) await wait(agentsWorkOnMs);
  await simulation.agents.stop();
  await until(simulation, (balances) => simulation.isIdle && balances.every(isThrough));
  tell(`Everything through after ${seconds()} s`);
  const balances = await simulation.balances();
  const faults = faultsOf(balances, interactionsOwed(ledger));
  printResult(simulation, balances, faults);
  await simulation.end();
  return faults.length === 0;
}

function printResult(simulation: Simulation, balances: readonly ServiceBalance[], faults: readonly string[]): void {
  const { ledger, agents, respondents, correspondents, adapter, troubles } = simulation;
  console.log(`\n${acceptedText(ledger)}`);
  console.log(`\nRecords of its topics, service by service:\n${balanceTable(balances)}`);
  console.log(
    `\nAgents accepted ${agents.accepted} offers, declined ${agents.declined}, let ${agents.letPass} pass, closed ${agents.closed} cases. ` +
      `${adapter.delivered} messages delivered, ${respondents.invited} surveys among them, ` +
      `answered ${ledger.surveyAnswersByHttp} times over HTTP and ${ledger.surveyAnswersByKafka} times over Kafka.`,
  );
  const letters = [...correspondents.done].map(([what, times]) => `${what.replaceAll('-', ' ')} ${times}`);
  if (letters.length > 0) console.log(`\nOf those who read an acknowledgement: ${letters.join(', ')}.`);
  if (troubles.length > 0) console.log(`\n${troubles.length} calls failed, the last: ${troubles.at(-1)}`);
  if (faults.length === 0)
    console.log(
      `\nBalanced: every one of the ${interactionsOwed(ledger)} interactions accepted is recorded in all four services, and every record is accounted for.`,
    );
  else
    console.log(
      `\nNOT balanced:\n${faults.map((fault) => `  ${fault}`).join('\n')}\nWhy: npm run ops -- status, npm run ops -- dead-letters list, and the logs of the services.`,
    );
}

function acceptedText(ledger: Ledger): string {
  const { kafka, http, transactions, kafkaRepeats, httpRepeats, kafkaPoison, kafkaUnknownType, httpRefused } = ledger;
  return [
    `Accepted: ${interactionsOwed(ledger)} interactions (${kafka} by Kafka, ${http} by HTTP) and ${transactions} transactions.`,
    `On purpose besides: ${kafkaRepeats} repeated by Kafka and ${httpRepeats} by HTTP, which must change nothing;`,
    `${kafkaPoison} poison records, which intake must dead-letter; ${kafkaUnknownType} of an unknown type, which it must ignore;`,
    `${httpRefused} wrong bodies that HTTP refused.`,
  ].join(' ');
}
