import type { HourCount } from './arrival-profile.js';
import { forecastWeek, wholeWeeks } from './forecast.js';

export interface BackTest {
  /**
   * Mean absolute error of the forecasts over that of "as in the week before" within the weeks before each of them
   * (R. Hyndman, A. Koehler 2006): below 1 the forecast is worth its work. Undefined where nothing ever changed.
   */
  readonly mase: number | undefined;
  /** Mean absolute error of the forecasts over that of "as in the week before" on the same hours. */
  readonly relativeError: number | undefined;
  readonly meanAbsoluteError: number | undefined;
  /** Hours that were forecast. */
  readonly n: number;
}

/** Each of the last `weeks` whole weeks is forecast from what was known before it, and compared with what came. */
export function backTest(series: readonly HourCount[], weeks: number): BackTest {
  const all = wholeWeeks(series);
  let [error, naive, scaled, n, scales] = [0, 0, 0, 0, 0];
  for (let target = Math.max(2, all.length - weeks); target < all.length; target++) {
    const [known, actual, before] = [all.slice(0, target), all[target] ?? [], all[target - 1] ?? []];
    const forecast = forecastWeek(known.flat());
    const scale = naiveError(known);
    if (forecast.kind !== 'forecast') continue;
    const errors = actual.map(({ hourOfWeek, count }) => Math.abs(count - (forecast.byHourOfWeek[hourOfWeek] ?? 0)));
    error += sum(errors);
    naive += sum(differences(actual, before));
    n += actual.length;
    if (scale === 0) continue;
    scaled += sum(errors) / scale;
    scales += actual.length;
  }
  return {
    mase: scales === 0 ? undefined : scaled / scales,
    relativeError: naive === 0 ? undefined : error / naive,
    meanAbsoluteError: n === 0 ? undefined : error / n,
    n,
  };
}

/** Of "as in the week before", over all weeks that have one before them. */
function naiveError(weeks: readonly (readonly HourCount[])[]): number {
  const errors = weeks.slice(1).flatMap((week, index) => differences(week, weeks[index] ?? []));
  return errors.length === 0 ? 0 : sum(errors) / errors.length;
}

function differences(week: readonly HourCount[], before: readonly HourCount[]): number[] {
  const counts = new Map(before.map(({ hourOfWeek, count }) => [hourOfWeek, count]));
  return week.map(({ hourOfWeek, count }) => Math.abs(count - (counts.get(hourOfWeek) ?? 0)));
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
