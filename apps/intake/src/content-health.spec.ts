import { describe, expect, it } from '@jest/globals';
import { ContentHealth } from './content-health.js';

describe('the health of what operators write', () => {
  it('names each folder that cannot be used, and is well without', () => {
    const templates: { problem: Error | undefined } = { problem: undefined };
    const health = new ContentHealth({ templates, articles: { problem: undefined } });
    expect(health.state()).toEqual({ state: 'well', details: {} });
    templates.problem = new Error('own/en.md:7: knows no {{nmae}}');
    expect(health.state()).toEqual({ state: 'degraded', details: { templates: 'own/en.md:7: knows no {{nmae}}' } });
  });
});
