import { describe, expect, it } from '@jest/globals';
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { isEnoughForPeople, metricCatalogue, metricOf } from './metric-catalogue.js';
import { metricsPage } from './metrics-page.js';

const domain = resolve(import.meta.dirname, '..');
const page = resolve(domain, '../../../../docs/metrics.md');

describe('the metric catalogue', () => {
  it('has every metric once', () => {
    const ids = metricCatalogue.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const id of ids) expect(id).toMatch(/^[a-z0-9-]+$/);
  });

  it('knows every metric that a formula of the domain names', () => {
    const sources = readdirSync(domain, { recursive: true, encoding: 'utf8' })
      .filter((file) => /(?<!\.spec)\.ts$/.test(file))
      .map((file) => readFileSync(join(domain, file), 'utf8'));
    const named = sources.flatMap((text) =>
      [...text.matchAll(/(?:metric: |shareFigure\(|figures\()'([a-z0-9-]+)'/g)].map(([, id]) => id),
    );
    expect(named.length).toBeGreaterThan(15);
    expect(named.filter((id) => metricOf(id ?? '') === undefined)).toEqual([]);
  });

  it('shows nothing about a person on fewer than ten answers', () => {
    expect(isEnoughForPeople('nps', 9)).toBe(false);
    expect(isEnoughForPeople('nps', 10)).toBe(true);
    expect(isEnoughForPeople('nothing', 1000)).toBe(false);
  });

  it('is what docs/metrics.md says (npm run metrics:generate writes it)', () => {
    expect(readFileSync(page, 'utf8')).toBe(metricsPage(metricCatalogue));
  });
});
