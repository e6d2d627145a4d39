import { operatorAccess, type DatabaseOwner } from '#libs/local-stack';
import { OpsFailure } from './ops-failure.js';

/** What every command has that asks a service itself, and not its database. */
export interface ApiChoice {
  readonly url?: string;
  readonly json?: true;
}

interface Problem {
  readonly detail?: string;
  readonly errors?: readonly { readonly field: string; readonly problem: string }[];
}

/** @throws OpsFailure with what intake says is wrong */
export const askIntake = <R>(choice: ApiChoice, method: string, path: string, body?: object): Promise<R> =>
  askApi<R>('intake', choice, method, path, body);

/** @throws OpsFailure with what the service says is wrong */
export async function askApi<R>(
  service: DatabaseOwner,
  choice: ApiChoice,
  method: string,
  path: string,
  body?: object,
): Promise<R> {
  const { url, key } = await operatorAccess({ service, url: choice.url });
  const response = await fetch(new URL(path, url), {
    method,
    headers: { authorization: `Bearer ${key}`, ...(body && { 'content-type': 'application/json' }) },
    ...(body && { body: JSON.stringify(body) }),
  }).catch((error: unknown) => {
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
    throw new OpsFailure(
      `${service} at ${url} cannot be reached: ${cause instanceof Error ? cause.message : String(cause)}`,
    );
  });
  const answer: unknown = await response.json().catch(() => undefined);
  if (response.ok) return answer as R;
  const { detail = response.statusText, errors = [] } = (answer ?? {}) as Problem;
  const fields = errors.map(({ field, problem }) => `\n  ${field} ${problem}`);
  throw new OpsFailure(`${service} answers ${response.status}: ${detail}${fields.join('')}`);
}

type ListQuery = Readonly<Record<string, string | undefined>>;

/** A list, page by page, each asked for when it is wanted. */
export async function* pagesOf<T>(
  choice: ApiChoice,
  path: string,
  query: ListQuery,
  service: DatabaseOwner = 'intake',
): AsyncGenerator<readonly T[]> {
  let cursor: string | undefined;
  do {
    const given = Object.entries({ limit: '500', ...query, cursor }).filter(
      (pair): pair is [string, string] => pair[1] !== undefined,
    );
    const page = await askApi<{ items: T[]; nextCursor?: string }>(
      service,
      choice,
      'GET',
      `${path}?${new URLSearchParams(given).toString()}`,
    );
    yield page.items;
    cursor = page.nextCursor;
  } while (cursor !== undefined);
}

/** All items of a list. */
export async function allOf<T>(
  choice: ApiChoice,
  path: string,
  query: ListQuery,
  service?: DatabaseOwner,
): Promise<T[]> {
  const found: T[] = [];
  for await (const items of pagesOf<T>(choice, path, query, service)) found.push(...items);
  return found;
}
