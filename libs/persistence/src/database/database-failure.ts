/** A database cannot be used; the message is for the operator and holds neither user nor password. */
export class DatabaseFailure extends Error {
  override readonly name = 'DatabaseFailure';
}

/** `host:port/database` of a connection string, without user, password and parameters. */
export function placeOf(url: string): string {
  try {
    const { hostname, port, pathname } = new URL(url);
    return `${hostname}:${port || '5432'}${pathname}`;
  } catch {
    return 'an address that is not a URL';
  }
}

/** The reason in one line. A driver's message can quote the connection string, so its password is cut out. */
export function reasonOf(error: unknown, url: string): string {
  if (error instanceof AggregateError) return error.errors.map((one) => reasonOf(one, url)).join('; ');
  const text = error instanceof Error ? error.message || error.name : String(error);
  return withoutSecrets(text, url);
}

function withoutSecrets(text: string, url: string): string {
  if (!URL.canParse(url)) return text.replaceAll(url, '…');
  const { password } = new URL(url);
  if (password === '') return text;
  return text.replaceAll(password, '…').replaceAll(decodeURIComponent(password), '…');
}
