import { IANAZone } from 'luxon';

/** A stretch of time in which a zone's clocks run evenly: wall time = instant + offsetMs. */
export interface OffsetStretch {
  readonly from: number;
  readonly to: number;
  readonly offsetMs: number;
}

/** No zone has changed its clocks twice within this. */
const sampleMs = 6 * 3_600_000;

/** Whether the time zone database of this machine knows the name. */
export const isZone = (name: string): boolean => IANAZone.isValidZone(name);

/** The stretches that make up `[from, to)`, in order. Instants in milliseconds of the epoch. */
export function offsetStretches(zone: string, from: number, to: number): readonly OffsetStretch[] {
  const found: OffsetStretch[] = [];
  const { offsetAt } = clockOf(zone);
  let begun = from;
  let current = offsetAt(from);
  for (let at = from; at < to; at += sampleMs) {
    const next = Math.min(to, at + sampleMs);
    const offsetMs = offsetAt(next);
    if (offsetMs === current) continue;
    const changed = changeBetween(offsetAt, at, next);
    if (changed >= to) break;
    found.push({ from: begun, to: changed, offsetMs: current });
    begun = changed;
    current = offsetMs;
  }
  found.push({ from: begun, to, offsetMs: current });
  return found;
}

/** The first millisecond at which the clocks show what they show at `to`. */
function changeBetween(offsetAt: (at: number) => number, from: number, to: number): number {
  const before = offsetAt(from);
  let [low, high] = [from, to];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (offsetAt(middle) === before) low = middle;
    else high = middle;
  }
  return high;
}

function clockOf(zone: string): { readonly offsetAt: (at: number) => number } {
  const known = IANAZone.create(zone);
  if (!known.isValid) throw new Error(`there is no time zone ${zone}`);
  return { offsetAt: (at) => Math.round(known.offset(at) * 60_000) };
}
