import type { MetricEntry } from './metric-catalogue.js';

const introduction = `# Metrics

<!-- Written by \`npm run metrics:generate\` from apps/feedback-analytics/src/domain/catalogue/metric-catalogue.ts. -->

Every figure is published with its method, the version of its formula, n, and how many were missing. A metric whose denominator
is 0 is *undefined*, never 0. Intervals are of 95 %. Percentiles come from a mergeable sketch and are within 1 % of the value.
Where a metric has several methods, each is a figure of its own: they are never mixed. *Minimum n* is what a figure about a
person, or a ranking, needs to be shown.
`;

/** The page for people, one section a metric. */
export function metricsPage(catalogue: readonly MetricEntry[]): string {
  return [introduction, overview(catalogue), ...catalogue.map(section)].join('\n');
}

function overview(catalogue: readonly MetricEntry[]): string {
  const rows = catalogue.map(
    ({ id, name, unit, direction, minimumN }) =>
      `| [\`${id}\`](#${id}) | ${name} | ${unit} | ${direction.replaceAll('-', ' ')} | ${minimumN} |`,
  );
  return ['| id | name | unit | direction | minimum n |', '| --- | --- | --- | --- | --- |', ...rows, ''].join('\n');
}

function section({ id, name, formulaVersion, formula, methods, interval, source }: MetricEntry): string {
  return [
    `## ${id}`,
    '',
    `${name}, formula version ${formulaVersion}: ${formula}.`,
    '',
    `- Methods: ${methods.map((method) => `\`${method}\``).join(', ')}`,
    `- Interval: ${interval}`,
    `- Source: ${source}`,
    '',
  ].join('\n');
}
