import type { Kind } from './contact.js';

export type GreetingTemplate = 'acknowledgement' | 'acknowledgement-compliment' | 'acknowledgement-suggestion';

/** Praise and suggestions are thanked for in words of their own. */
export function greetingFor(kind: string): GreetingTemplate {
  const ofPraise: Kind = 'compliment';
  const ofIdeas: Kind = 'suggestion';
  if (kind === ofPraise) return 'acknowledgement-compliment';
  return kind === ofIdeas ? 'acknowledgement-suggestion' : 'acknowledgement';
}

/** A name goes into a message that bears our sender: nothing that reads as a link, a number or a text of its own. */
export function addressableName(name: string | undefined): string | undefined {
  return name !== undefined &&
    name.length <= 60 &&
    /^[\p{L}\p{M}][\p{L}\p{M}'’·. -]*$/u.test(name) &&
    !/\.\p{L}/u.test(name)
    ? name
    : undefined;
}

/** To make a formatter takes 20 to 50 µs, and there is one for each language and time zone. */
const formatters = new Map<string, Intl.DateTimeFormat>();
const mostFormatters = 500;

/**
 * An instant as the customer would say it: in their time zone, UTC where none is known.
 * @param language that of the message
 * @param wanted the customer's tags, one of which may say the region
 */
export function localTime(
  at: Date,
  language: string,
  wanted: readonly (string | undefined)[],
  timeZone: string | undefined,
): string {
  const locale = localeOf(language, wanted);
  const key = `${locale}|${timeZone ?? ''}`;
  let formatter = formatters.get(key);
  if (formatter === undefined) {
    formatter = formatterOf(locale, timeZone);
    if (formatters.size < mostFormatters) formatters.set(key, formatter);
  }
  return formatter.format(at);
}

/** Of English it is the one that most of the world writes; other languages have one that is usual. */
function localeOf(language: string, wanted: readonly (string | undefined)[]): string {
  const regional = wanted.find((tag) => tag?.startsWith(`${language}-`) === true);
  return regional ?? (language === 'en' ? 'en-GB' : language);
}

function formatterOf(locale: string, timeZone: string | undefined): Intl.DateTimeFormat {
  const shape = { day: 'numeric', month: 'long', hour: '2-digit', minute: '2-digit', timeZoneName: 'short' } as const;
  for (const [tag, zone] of [
    [locale, timeZone ?? 'UTC'],
    [locale, 'UTC'],
  ] as const) {
    try {
      return new Intl.DateTimeFormat(tag, { ...shape, timeZone: zone });
    } catch (error) {
      // A hint of an adapter: nobody checked it against the list of time zones.
      if (!(error instanceof RangeError)) throw error;
    }
  }
  return new Intl.DateTimeFormat('en-GB', { ...shape, timeZone: 'UTC' });
}
