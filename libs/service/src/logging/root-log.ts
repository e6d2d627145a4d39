import { pino, type Logger } from 'pino';

/** Errors as type, message, code and stack: a database error's other fields quote rows, which are personal data. */
function plainError(error: unknown): unknown {
  if (!(error instanceof Error)) return { type: typeof error };
  const { code } = error as { code?: unknown };
  const cause = error.cause === undefined ? {} : { cause: plainError(error.cause) };
  return {
    type: error.name,
    message: error.message,
    stack: error.stack,
    ...(typeof code === 'string' && { code }),
    ...cause,
  };
}

/** JSON lines on standard output, written before the call returns: nothing is lost when the process ends. */
export function rootLog(service: string, level: string): Logger {
  return pino({
    level,
    base: { service, pid: process.pid },
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label) => ({ level: label }) },
    serializers: { err: plainError },
    redact: {
      paths: ['authorization', 'headers', 'password', 'body', '*.authorization', '*.headers', '*.password', '*.body'],
    },
  });
}
