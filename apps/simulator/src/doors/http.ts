/** A request was answered with something else than was hoped for. */
export class DoorRefused extends Error {
  constructor(
    readonly status: number,
    readonly problem: unknown,
    what: string,
  ) {
    super(`${what}: ${status} ${JSON.stringify(problem)?.slice(0, 400)}`);
    this.name = 'DoorRefused';
  }
}

export interface HttpRequest {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'PATCH';
  readonly body?: unknown;
  readonly key?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Nothing here takes longer when the service is well. */
const answerWithinMs = 15_000;

/** @throws DoorRefused unless the status is 2xx; TypeError or AbortError when there was no answer */
export async function request<T>(url: string, { method = 'GET', body, key, headers }: HttpRequest = {}): Promise<T> {
  const response = await fetch(url, {
    method,
    headers: {
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...(key !== undefined && { authorization: `Bearer ${key}` }),
      ...headers,
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
    signal: AbortSignal.timeout(answerWithinMs),
  });
  const text = await response.text();
  const answer: unknown = text === '' ? undefined : parsed(text);
  if (!response.ok) throw new DoorRefused(response.status, answer, `${method} ${new URL(url).pathname}`);
  return answer as T;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
