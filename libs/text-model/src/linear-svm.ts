import type { Random } from './seeded-random.js';
import type { SparseRows } from './sparse-rows.js';

/** Looked up once: these are the innermost loops. */
const { abs, floor, max, min } = Math;

export interface SvmCosts {
  /** Of a text of the label that is on the wrong side. */
  readonly positive: number;
  /** Of another text. */
  readonly negative: number;
}

/** Where LIBLINEAR stops too. */
const tolerance = 0.1;
const mostRounds = 60;

/**
 * One label against the rest: the dual coordinate descent of Hsieh et al. 2008, "A Dual Coordinate Descent Method for
 * Large-scale Linear SVM" (algorithm 3, squared hinge loss, with shrinking).
 *
 * @returns a weight for each term, and the bias after the last of them
 */
export function trainSvm(data: SparseRows, isPositive: Uint8Array, costs: SvmCosts, random: Random): Float64Array {
  const { rows, columns, starts, terms, weights } = data;
  const w = new Float64Array(columns + 1);
  const alpha = new Float64Array(rows);
  const { curvature, softness } = diagonals(data, isPositive, costs);
  const order = Int32Array.from({ length: rows }, (_, row) => row);
  let active = rows;
  let shrinkAbove = Infinity;
  for (let round = 0; round < mostRounds; round++) {
    let largest = -Infinity;
    let smallest = Infinity;
    for (let at = 0; at < active; at++) swap(order, at, at + floor(random() * (active - at)));
    for (let at = 0; at < active; at++) {
      const row = order[at] ?? 0;
      const sign = isPositive[row] === 1 ? 1 : -1;
      const from = starts[row] ?? 0;
      const to = starts[row + 1] ?? 0;
      let product = w[columns] ?? 0;
      for (let k = from; k < to; k++) product += (w[terms[k] ?? 0] ?? 0) * (weights[k] ?? 0);
      const old = alpha[row] ?? 0;
      const gradient = product * sign - 1 + old * (softness[row] ?? 0);
      if (old === 0 && gradient > shrinkAbove) {
        active -= 1;
        swap(order, at, active);
        at -= 1;
        continue;
      }
      const projected = old === 0 ? min(gradient, 0) : gradient;
      if (projected > largest) largest = projected;
      if (projected < smallest) smallest = projected;
      if (abs(projected) <= 1e-12) continue;
      const next = max(old - gradient / (curvature[row] ?? 1), 0);
      alpha[row] = next;
      const step = (next - old) * sign;
      for (let k = from; k < to; k++) w[terms[k] ?? 0] = (w[terms[k] ?? 0] ?? 0) + step * (weights[k] ?? 0);
      w[columns] = (w[columns] ?? 0) + step;
    }
    if (largest - smallest <= tolerance) {
      if (active === rows) break;
      active = rows;
      shrinkAbove = Infinity;
    } else shrinkAbove = largest <= 0 ? Infinity : largest;
  }
  return w;
}

function diagonals(data: SparseRows, isPositive: Uint8Array, costs: SvmCosts) {
  const curvature = new Float64Array(data.rows);
  const softness = new Float64Array(data.rows);
  for (let row = 0; row < data.rows; row++) {
    let squares = 1;
    for (let k = data.starts[row] ?? 0; k < (data.starts[row + 1] ?? 0); k++) squares += (data.weights[k] ?? 0) ** 2;
    const soft = 0.5 / (isPositive[row] === 1 ? costs.positive : costs.negative);
    softness[row] = soft;
    curvature[row] = squares + soft;
  }
  return { curvature, softness };
}

function swap(order: Int32Array, a: number, b: number): void {
  const kept = order[a] ?? 0;
  order[a] = order[b] ?? 0;
  order[b] = kept;
}
