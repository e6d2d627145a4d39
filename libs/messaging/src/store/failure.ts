import pg from 'pg';

/** What can be done about a failed piece of work; see the failure classes of the README. */
export type FailureClass =
  /** The database or the network, not the data: the same work succeeds later. */
  | 'transient'
  /** Another writer was there first: run the work again on what is stored now. */
  | 'race'
  /** Postgres refuses a value: no repetition helps; find the event that carries it. */
  | 'data'
  /** A rule of the domain, a parked subject or a bug: about one event. */
  | 'other';

/** Raised by `messaging_expect` in the database when fewer rows were written than meant. */
export const raceState = 'TR409';

const transientState = /^(08|53|58|57P0|25P0[34]|40001|40P01|55P03|57014)/;
const networkCode = /^(ECONN|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|ENOTFOUND|EAI_AGAIN|ERR_STREAM_|ERR_SOCKET_)/;
/** pg reports a lost connection without any code. */
const lostConnection =
  /Connection terminated|Client has encountered a connection error|not queryable|timeout expired|Query read timeout|Client was closed/i;

export function classify(error: unknown): FailureClass {
  if (!(error instanceof Error)) return 'other';
  const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined;
  if (code === undefined) return lostConnection.test(error.message) ? 'transient' : 'other';
  if (code === raceState || code === '23505') return 'race';
  if (transientState.test(code) || networkCode.test(code)) return 'transient';
  if (/^2[23][0-9A-Z]{3}$/.test(code)) return 'data';
  return 'other';
}

/** Whether the server itself refused a statement; then the transaction around it is over. */
export const isFromServer = (error: unknown): error is pg.DatabaseError => error instanceof pg.DatabaseError;

/** SQLSTATE of "current transaction is aborted": an echo of the statement that failed before it in the burst. */
export const abortedState = '25P02';
