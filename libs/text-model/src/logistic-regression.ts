/** Looked up once: these are the innermost loops. */
const { abs, exp, log1p, max } = Math;

/** Chance of an event: `1 / (1 + e^-(bias + Σ weight · input))`. */
export interface Logistic {
  readonly bias: number;
  readonly weights: readonly number[];
}

const rounds = 50;
/** Keeps the weights finite where inputs separate the outcomes, or say the same. */
const ridge = 1e-3;

export function chance({ bias, weights }: Logistic, inputs: readonly number[]): number {
  let sum = bias;
  for (let index = 0; index < weights.length; index++) sum += (weights[index] ?? 0) * (inputs[index] ?? 0);
  return 1 / (1 + exp(-sum));
}

/**
 * Fits by Newton's method with halved steps, so that it converges whatever the outcomes are. Outcomes are drawn towards the
 * middle by one observation of each (Platt 1999), so that a small validation part does not make anything certain.
 */
export function fitLogistic(inputs: readonly (readonly number[])[], outcomes: readonly boolean[]): Logistic {
  const rows = inputs.map((input) => [1, ...input]);
  const hits = outcomes.filter(Boolean).length;
  const [low, high] = [1 / (outcomes.length - hits + 2), (hits + 1) / (hits + 2)];
  const goals = outcomes.map((outcome) => (outcome ? high : low));
  let theta = new Array<number>((inputs[0]?.length ?? 0) + 1).fill(0);
  let loss = lossOf(theta, rows, goals);
  for (let round = 0; round < rounds; round++) {
    const step = newtonStep(theta, rows, goals);
    let share = 1;
    let next = theta;
    let nextLoss = Infinity;
    while (share > 1e-4) {
      next = theta.map((value, index) => value + share * (step[index] ?? 0));
      nextLoss = lossOf(next, rows, goals);
      if (nextLoss < loss) break;
      share /= 2;
    }
    if (!(nextLoss < loss - 1e-9 * abs(loss))) break;
    theta = next;
    loss = nextLoss;
  }
  const [bias = 0, ...weights] = theta;
  return { bias, weights };
}

function lossOf(theta: readonly number[], rows: readonly (readonly number[])[], goals: readonly number[]): number {
  let loss = (ridge / 2) * dot(theta, theta);
  for (const [index, row] of rows.entries()) {
    const sum = dot(theta, row);
    loss += max(sum, 0) + log1p(exp(-abs(sum))) - (goals[index] ?? 0) * sum;
  }
  return loss;
}

function newtonStep(
  theta: readonly number[],
  rows: readonly (readonly number[])[],
  goals: readonly number[],
): number[] {
  const gradient = theta.map((value) => -ridge * value);
  const hessian = theta.map((_, row) => theta.map((__, column): number => (row === column ? ridge : 0)));
  for (const [index, row] of rows.entries()) {
    const p = 1 / (1 + exp(-dot(theta, row)));
    const error = (goals[index] ?? 0) - p;
    for (const [at, line] of hessian.entries()) {
      const value = row[at] ?? 0;
      gradient[at] = (gradient[at] ?? 0) + error * value;
      const curved = p * (1 - p) * value;
      for (let column = 0; column < line.length; column++) {
        line[column] = (line[column] ?? 0) + curved * (row[column] ?? 0);
      }
    }
  }
  return solved(hessian, gradient);
}

function dot(a: readonly number[], b: readonly number[]): number {
  let sum = 0;
  for (let index = 0; index < a.length; index++) sum += (a[index] ?? 0) * (b[index] ?? 0);
  return sum;
}

/** Gauss with pivots; the matrix is positive definite by its ridge. */
function solved(matrix: readonly (readonly number[])[], right: readonly number[]): number[] {
  const lines = matrix.map((line, index) => [...line, right[index] ?? 0]);
  const size = lines.length;
  for (let pivot = 0; pivot < size; pivot++) {
    const rest = lines.slice(pivot).sort((a, b) => abs(b[pivot] ?? 0) - abs(a[pivot] ?? 0));
    lines.splice(pivot, size, ...rest);
    const top = lines[pivot] ?? [];
    for (const line of lines) {
      if (line === top) continue;
      const factor = (line[pivot] ?? 0) / (top[pivot] ?? 1);
      for (let column = pivot; column <= size; column++)
        line[column] = (line[column] ?? 0) - factor * (top[column] ?? 0);
    }
  }
  return lines.map((line, index) => (line[size] ?? 0) / (line[index] ?? 1));
}
