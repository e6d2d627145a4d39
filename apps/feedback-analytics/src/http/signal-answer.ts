import type { FailureSignal } from '../domain/signs/sign.js';

/** A sign with the times of its evidence as people read them. */
export function signalAnswer<S extends FailureSignal>(signal: S): object {
  return {
    ...signal,
    evidence: signal.evidence.map((one) => ({ ...one, at: new Date(one.at).toISOString() })),
  };
}
