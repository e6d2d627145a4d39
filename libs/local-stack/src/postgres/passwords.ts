import { randomBytes } from 'node:crypto';
import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Passwords by role, drawn when first asked for and kept in a file that only its owner may read. */
export async function passwordsFor(
  dataDirectory: string,
  roles: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const path = join(dataDirectory, 'passwords.json');
  const known = JSON.parse(await readFile(path, 'utf8').catch(() => '{}')) as Record<string, string>;
  const passwords = new Map(Object.entries(known));
  const missing = roles.filter((role) => !passwords.has(role));
  for (const role of missing) passwords.set(role, randomBytes(18).toString('base64url'));
  if (missing.length > 0) {
    await writeFile(`${path}.new`, `${JSON.stringify(Object.fromEntries(passwords), null, 2)}\n`, { mode: 0o600 });
    await rename(`${path}.new`, path);
  }
  return passwords;
}
