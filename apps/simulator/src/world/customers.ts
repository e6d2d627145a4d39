import { randomOf } from './random.js';
import { languages, phrases, type SpokenLanguage } from './texts/index.js';

/** Somebody who contacts the company. */
export interface SimulatedCustomer {
  readonly number: number;
  readonly name: string;
  readonly language: SpokenLanguage;
  readonly email: string;
  /** E.164. */
  readonly phone: string;
  readonly social: string;
  readonly segment: 'household' | 'business';
  readonly tier: 'standard' | 'gold';
  readonly timeZone: string;
  /** How content by nature: moves the scores that are given. */
  readonly goodwill: number;
}

const speakers: readonly (readonly [SpokenLanguage, number])[] = languages.map((language, index) => [
  language,
  [40, 25, 20, 15][index] ?? 10,
]);
const home: Readonly<Record<SpokenLanguage, { phone: string; timeZone: string }>> = {
  en: { phone: '+4477009', timeZone: 'Europe/London' },
  zh: { phone: '+8613900', timeZone: 'Asia/Shanghai' },
  ro: { phone: '+407001', timeZone: 'Europe/Bucharest' },
  hu: { phone: '+362055', timeZone: 'Europe/Budapest' },
};

/** The n-th customer of a seed is always the same person. */
export function customerAt(seed: number, number: number): SimulatedCustomer {
  const random = randomOf(seed, 'customer', number);
  const language = random.weighted(speakers);
  const tail = String(100_000 + ((seed * 7_919 + number) % 900_000));
  const handle = `s${seed}c${number}`;
  return {
    number,
    name: random.pick(phrases[language].names),
    language,
    email: `${handle}@example.net`,
    phone: phoneOf(language, tail),
    social: `@${handle}`,
    segment: random.weighted([
      ['household', 85],
      ['business', 15],
    ]),
    tier: random.weighted([
      ['standard', 80],
      ['gold', 20],
    ]),
    timeZone: home[language].timeZone,
    goodwill: random.next(),
  };
}

/** As long as a number of that country is. */
function phoneOf(language: SpokenLanguage, tail: string): string {
  const { phone } = home[language];
  const length = { en: 13, zh: 14, ro: 12, hu: 12 }[language];
  return phone + tail.slice(-(length - phone.length)).padStart(length - phone.length, '1');
}
