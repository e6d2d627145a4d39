import type { Instrument } from './instrument.js';

/** When and with which instrument customers are asked. */
export interface Programme {
  readonly id: string;
  readonly instrument: Instrument;
  /** Customers for whom one invited customer stands: 1 when everyone is asked. */
  readonly samplingWeight: number;
}
