import { emptySketch, type QuantileSketch } from '../statistics/quantile-sketch.js';
import type { ProcessEvent, StepNotes, StepValue, Trace } from './event-log.js';
import { reworkIn, type Rework } from './rework.js';

export interface ActivityNode {
  readonly activity: string;
  readonly value?: StepValue;
  events: number;
  cases: number;
  /** Known where events have a start, or where it is noted what goes on after them. */
  workingSeconds: number | undefined;
}

/** One step directly followed by another. */
export interface FlowEdge {
  readonly from: string;
  readonly to: string;
  count: number;
  /** From the end of the one to the start of the other, of all of them. */
  seconds: number;
  readonly times: QuantileSketch;
}

export interface Variant {
  readonly activities: readonly string[];
  cases: number;
}

export interface ProcessMap {
  readonly cases: number;
  readonly events: number;
  readonly activities: readonly ActivityNode[];
  readonly edges: readonly FlowEdge[];
  /** Most frequent first. */
  readonly variants: readonly Variant[];
  readonly starts: ReadonlyMap<string, number>;
  readonly ends: ReadonlyMap<string, number>;
  readonly rework: Rework;
  readonly waitingSeconds: number;
  readonly workingSeconds: number;
  /** Time of which nobody knows what went on. */
  readonly unknownSeconds: number;
  /** From the first to the last event of a case. */
  readonly throughput: QuantileSketch;
}

const noNotes: StepNotes = { after: {}, values: {} };

/** Reads the traces once; time and memory grow with the events and the variants, not with their product. */
export function processMap(traces: readonly Trace[], notes: StepNotes = noNotes): ProcessMap {
  const mined = new MapBuilder(notes);
  for (const trace of traces) mined.add(trace);
  return mined.map(reworkIn(traces));
}

class MapBuilder {
  private cases = 0;
  private events = 0;
  private readonly time = { waiting: 0, working: 0, unknown: 0 };
  private readonly nodes = new Map<string, ActivityNode>();
  private readonly flows = new Map<string, Map<string, FlowEdge>>();
  private readonly variants = new Map<string, Variant>();
  private readonly starts = new Map<string, number>();
  private readonly ends = new Map<string, number>();
  private readonly throughput = emptySketch();

  constructor(private readonly notes: StepNotes) {}

  add({ events }: Trace): void {
    const [first, last] = [events[0], events.at(-1)];
    if (!first || !last) return;
    this.cases += 1;
    this.events += events.length;
    this.throughput.add((last.at - (first.startedAt ?? first.at)) / 1000);
    count(this.starts, first.activity);
    count(this.ends, last.activity);
    this.addVariant(events.map(({ activity }) => activity));
    const seen = new Set<string>();
    for (const [index, event] of events.entries()) {
      const node = this.nodeOf(event.activity);
      node.events += 1;
      if (!seen.has(event.activity)) node.cases += 1;
      seen.add(event.activity);
      if (event.startedAt !== undefined) this.worked(node, (event.at - event.startedAt) / 1000);
      const next = events[index + 1];
      if (next) this.addFlow(event, next, node);
    }
  }

  map(rework: Rework): ProcessMap {
    return {
      cases: this.cases,
      events: this.events,
      activities: [...this.nodes.values()].sort((a, b) => b.events - a.events),
      edges: [...this.flows.values()].flatMap((to) => [...to.values()]).sort((a, b) => b.count - a.count),
      variants: [...this.variants.values()].sort((a, b) => b.cases - a.cases),
      starts: this.starts,
      ends: this.ends,
      rework,
      waitingSeconds: this.time.waiting,
      workingSeconds: this.time.working,
      unknownSeconds: this.time.unknown,
      throughput: this.throughput,
    };
  }

  private addVariant(activities: readonly string[]): void {
    const key = JSON.stringify(activities);
    const variant = this.variants.get(key);
    if (variant) variant.cases += 1;
    else this.variants.set(key, { activities, cases: 1 });
  }

  private addFlow(event: ProcessEvent, next: ProcessEvent, node: ActivityNode): void {
    const seconds = Math.max(0, ((next.startedAt ?? next.at) - event.at) / 1000);
    const edge = this.edgeOf(event.activity, next.activity);
    edge.count += 1;
    edge.seconds += seconds;
    edge.times.add(seconds);
    const after = next.startedAt !== undefined ? 'waiting' : this.notes.after[event.activity];
    if (after === 'working') this.worked(node, seconds);
    else this.time[after ?? 'unknown'] += seconds;
  }

  private worked(node: ActivityNode, seconds: number): void {
    node.workingSeconds = (node.workingSeconds ?? 0) + seconds;
    this.time.working += seconds;
  }

  private nodeOf(activity: string): ActivityNode {
    const known = this.nodes.get(activity);
    if (known) return known;
    const value = this.notes.values[activity];
    const node = { activity, ...(value && { value }), events: 0, cases: 0, workingSeconds: undefined };
    this.nodes.set(activity, node);
    return node;
  }

  private edgeOf(from: string, to: string): FlowEdge {
    const targets = this.flows.get(from) ?? new Map<string, FlowEdge>();
    this.flows.set(from, targets);
    const edge = targets.get(to) ?? { from, to, count: 0, seconds: 0, times: emptySketch() };
    targets.set(to, edge);
    return edge;
  }
}

function count(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}
