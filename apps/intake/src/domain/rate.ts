/** So many submissions in so many seconds, all of them at once if the sender likes. */
export interface Rate {
  readonly limit: number;
  readonly seconds: number;
}

const secondsOf: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3_600 };
/** Of a rate, written. */
export const ratePattern = /^([1-9]\d{0,6})\/([smh])$/;

/** `50/s`, `1000/m`, `20000/h`; undefined for anything else. */
export function parseRate(text: string): Rate | undefined {
  const [, limit, unit] = ratePattern.exec(text) ?? [];
  const seconds = secondsOf[unit ?? ''];
  return seconds === undefined ? undefined : { limit: Number(limit), seconds };
}

export function rateText({ limit, seconds }: Rate): string {
  const unit = Object.keys(secondsOf).find((one) => secondsOf[one] === seconds);
  return `${limit}/${unit ?? `${seconds}s`}`;
}
