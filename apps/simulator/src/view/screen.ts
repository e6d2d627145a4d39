import { textTable } from '../balance/balance-table.js';
import { duration } from '../import/progress.js';
import type { ScreenFigures, ServiceFigures } from './figures.js';

const bold = (text: string): string => `\x1b[1m${text}\x1b[22m`;
const dim = (text: string): string => `\x1b[2m${text}\x1b[22m`;

/** The whole screen, line by line, no line longer than the terminal is wide. */
export function screenOf(figures: ScreenFigures, logs: string, width: number): string[] {
  const { services, seconds, fed, csat, invited, answered, troubles, lastTrouble } = figures;
  const table = textTable([
    ['service', 'state', 'events in', '/s', 'events out', '/s', 'lag', 'outbox', 'parked', 'dead'],
    ...services.map((service) => [
      service.name,
      stateOf(service),
      String(service.eventsIn),
      service.inPerSecond.toFixed(0),
      String(service.eventsOut),
      service.outPerSecond.toFixed(0),
      String(service.lag),
      String(service.outbox),
      String(service.parked),
      String(service.dead),
    ]),
  ]).split('\n');
  const [head = '', ...rows] = table;
  return [
    `${bold('Thirdring')}  running for ${duration(seconds)}, stop with Ctrl-C`,
    '',
    bold(head.slice(0, width)),
    ...rows.map((row) => row.slice(0, width)),
    '',
    `contacts ${fed}   cases waiting ${shown(figures.casesWaiting)}, with agents ${shown(figures.casesAssigned)}, offers ${figures.pendingOffers}, closed ${figures.closed}`.slice(
      0,
      width,
    ),
    `surveys ${invited}, answered ${answered}   CSAT ${csat === undefined ? 'no answers yet' : `${csat.value.toFixed(1)} % of ${csat.n} answers today`}`.slice(
      0,
      width,
    ),
    '',
    ...services.map(({ name, url }) => dim(`${name.padEnd(20)} ${url}/docs   ${url}/metrics`.slice(0, width))),
    dim(`a token              ${tokenCommand}`.slice(0, width)),
    dim(`logs                 ${logs}`.slice(0, width)),
    ...(troubles > 0 ? ['', `${troubles} calls failed, the last: ${lastTrouble ?? ''}`.slice(0, width)] : []),
  ];
}

/** What to type for a token of the local issuer. */
export const tokenCommand = 'npm run --silent ops -- token agent-01';

/** For where there is no terminal to draw on. */
export function lineOf({ services, seconds, fed, csat, closed }: ScreenFigures): string {
  const parts = services.map(
    (service) =>
      `${service.name} ${stateOf(service) === 'ready' ? '' : `${stateOf(service)} `}in ${service.eventsIn} out ${service.eventsOut} lag ${service.lag}`,
  );
  const score = csat === undefined ? 'CSAT -' : `CSAT ${csat.value.toFixed(1)} % (n ${csat.n})`;
  return `${duration(seconds)} · contacts ${fed} · closed ${closed} · ${score} · ${parts.join(' · ')}`;
}

function stateOf({ state, restarts, lastEnd }: ServiceFigures): string {
  return restarts === 0 ? state : `${state}, restarted ${restarts}× (${lastEnd ?? 'unknown'})`;
}

function shown(count: number | undefined): string {
  return count === undefined ? '-' : String(count);
}
