import { ServiceUnavailableException } from '@nestjs/common';
import type { StreamLimits } from './stream-limits.js';

/** Counts the streams that are open, all of them and each caller's. */
export class StreamSlots {
  private readonly open = new Map<string, number>();
  private all = 0;

  constructor(private readonly limits: Pick<StreamLimits, 'mostStreams' | 'mostOfOne'>) {}

  /**
   * @returns what gives the place back
   * @throws ServiceUnavailableException when there is none
   */
  take(caller: string): () => void {
    const { mostStreams, mostOfOne } = this.limits;
    const own = this.open.get(caller) ?? 0;
    if (own >= mostOfOne) throw full(`${mostOfOne} streams of this adapter`);
    if (this.all >= mostStreams) throw full(`${mostStreams} streams`);
    this.all += 1;
    this.open.set(caller, own + 1);
    return () => this.giveBack(caller);
  }

  private giveBack(caller: string): void {
    this.all -= 1;
    const left = (this.open.get(caller) ?? 1) - 1;
    if (left > 0) this.open.set(caller, left);
    else this.open.delete(caller);
  }
}

const full = (taken: string): Error =>
  new ServiceUnavailableException(`${taken} are being taken in already; try again when one has ended`);
