import { mkdir, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { metricCatalogue } from './domain/catalogue/metric-catalogue.js';
import { metricsPage } from './domain/catalogue/metrics-page.js';

const help = `Writes docs/metrics.md from the metric catalogue.

Usage: npm run metrics:generate

  --help   this text`;

const { values } = parseArgs({ options: { help: { type: 'boolean', short: 'h' } } });
if (values.help) process.stdout.write(`${help}\n`);
else {
  const folder = resolve(process.cwd(), 'docs');
  await mkdir(folder, { recursive: true });
  await writeFile(resolve(folder, 'metrics.md'), metricsPage(metricCatalogue));
  process.stdout.write(`docs/metrics.md: ${metricCatalogue.length} metrics\n`);
}
