/** What Prometheus text says, summed over labels. */
export function sumOf(metrics: string, name: string): number {
  let sum = 0;
  for (const line of metrics.split('\n')) {
    if (!line.startsWith(name)) continue;
    const after = line.charAt(name.length);
    if (after !== ' ' && after !== '{') continue;
    const value = Number(line.slice(line.lastIndexOf(' ') + 1));
    if (Number.isFinite(value)) sum += value;
  }
  return sum;
}

export interface ServiceFigures {
  readonly name: string;
  readonly url: string;
  readonly state: 'ready' | 'not ready' | 'down';
  readonly restarts: number;
  readonly lastEnd: string | undefined;
  /** Since the process started. */
  readonly eventsIn: number;
  readonly eventsOut: number;
  readonly inPerSecond: number;
  readonly outPerSecond: number;
  readonly lag: number;
  readonly outbox: number;
  readonly parked: number;
  readonly dead: number;
}

export interface ScreenFigures {
  readonly services: readonly ServiceFigures[];
  readonly seconds: number;
  readonly fed: number;
  readonly casesWaiting: number | undefined;
  readonly casesAssigned: number | undefined;
  readonly closed: number;
  readonly pendingOffers: number;
  readonly csat: { readonly value: number; readonly n: number } | undefined;
  readonly invited: number;
  readonly answered: number;
  readonly troubles: number;
  readonly lastTrouble: string | undefined;
}
