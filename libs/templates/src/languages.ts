/**
 * The tags under which a text for a language may be found, the closest first: the tag itself, the language in its script,
 * the language. `zh-TW` gives `zh-TW`, `zh-Hant`, `zh`. Nothing for what is no language, `und` among it.
 */
export function languageChain(tag: string): readonly string[] {
  let chain = chains.get(tag);
  if (chain === undefined) {
    chain = chainOf(tag);
    if (chains.size < mostChains) chains.set(tag, chain);
  }
  return chain;
}

/** Worked out once for each tag; tags come from outside, so their number is bounded. */
const chains = new Map<string, readonly string[]>();
const mostChains = 1_000;

function chainOf(tag: string): readonly string[] {
  try {
    const locale = new Intl.Locale(tag);
    if (/^und\b/i.test(tag)) return [];
    const { script } = locale.maximize();
    const all = [locale.baseName, ...(script === undefined ? [] : [`${locale.language}-${script}`]), locale.language];
    return [...new Set(all)];
  } catch {
    return [];
  }
}

/** The first of the wanted languages that there is something in, the closest tag first. */
export function closest<T>(wanted: readonly (string | undefined)[], byTag: ReadonlyMap<string, T>): T | undefined {
  for (const tag of wanted) {
    if (tag === undefined) continue;
    for (const candidate of languageChain(tag)) {
      const found = byTag.get(candidate);
      if (found !== undefined) return found;
    }
  }
  return undefined;
}

/** @throws RangeError when it is no BCP 47 tag */
export const canonicalTag = (tag: string): string => new Intl.Locale(tag).baseName;
