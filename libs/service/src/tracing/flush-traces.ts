let flush: (() => Promise<void>) | undefined;

export function flushTracesWith(send: () => Promise<void>): void {
  flush = send;
}

/** Sends what is recorded and not sent yet. A collector that does not answer is no reason to end badly. */
export async function flushTraces(): Promise<void> {
  await flush?.().catch(() => undefined);
}
