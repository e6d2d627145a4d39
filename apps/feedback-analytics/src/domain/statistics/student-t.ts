import type { Interval } from './interval.js';

/** The 97.5th percentile of Student's distribution with `freedom` degrees of freedom, to 10 digits. */
export function t95(freedom: number): number {
  let [low, high] = [1, 13];
  // The distribution is monotonous, so halving finds the only crossing; 50 halvings reach the precision of a double.
  for (let step = 0; step < 50; step++) {
    const middle = (low + high) / 2;
    if (upperTail(middle, freedom) > 0.025) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/** The 95 % interval of a mean. Undefined for fewer than two values: one value says nothing about spread. */
export function meanInterval(mean: number, sumOfSquaredDeviations: number, n: number): Interval | undefined {
  if (n < 2) return undefined;
  const half = t95(n - 1) * Math.sqrt(sumOfSquaredDeviations / (n - 1) / n);
  return { low: mean - half, high: mean + half };
}

function upperTail(t: number, freedom: number): number {
  return incompleteBeta(freedom / (freedom + t * t), freedom / 2, 0.5) / 2;
}

/** The regularised incomplete beta function by its continued fraction (Lentz); DLMF 8.17.22. */
function incompleteBeta(x: number, a: number, b: number): number {
  if (x > (a + 1) / (a + b + 2)) return 1 - incompleteBeta(1 - x, b, a);
  const front = Math.exp(a * Math.log(x) + b * Math.log(1 - x) - logBeta(a, b)) / a;
  let [c, d, fraction] = [1, 1 / (1 - ((a + b) * x) / (a + 1)), 1 / (1 - ((a + b) * x) / (a + 1))];
  for (let m = 1; m < 300; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / (1 + even * d);
    c = 1 + even / c;
    fraction *= c * d;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / (1 + odd * d);
    c = 1 + odd / c;
    fraction *= c * d;
    if (Math.abs(c * d - 1) < 1e-14) break;
  }
  return front * fraction;
}

function logBeta(a: number, b: number): number {
  return logGamma(a) + logGamma(b) - logGamma(a + b);
}

/** Stirling's series, shifted to where it converges to double precision. */
function logGamma(x: number): number {
  let [shift, at] = [0, x];
  while (at < 15) shift -= Math.log(at++);
  const square = at * at;
  const series = (1 / 12 - (1 / 360 - (1 / 1260 - 1 / 1680 / square) / square) / square) / at;
  return shift + (at - 0.5) * Math.log(at) - at + 0.5 * Math.log(2 * Math.PI) + series;
}
