/** 08 connection, 53 resources, 57P0x shutdown, 40001/40P01/55P03 contention: the same request can succeed later. */
const passing = /^(08...|53...|57P0[1-5]|57014|40001|40P01|55P03|25P03)$/;
const network = new Set(['ECONNREFUSED', 'ECONNRESET', 'ETIMEDOUT', 'EPIPE', 'EHOSTUNREACH', 'ENOTFOUND', 'EAI_AGAIN']);
/** pg and its pool raise these without a code. */
const withoutCode =
  /^(Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error)/;

/** Whether the store refuses for now. TypeORM keeps the driver's error one level down. */
export function isDatabaseOutage(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { driverError } = error as { driverError?: unknown };
  const source = driverError instanceof Error ? driverError : error;
  const { code } = source as { code?: unknown };
  if (typeof code === 'string') return passing.test(code) || network.has(code);
  return withoutCode.test(source.message);
}
