import { describe, expect, it } from '@jest/globals';
import { componentScoreboard } from './component-scoreboard.js';
import type { FailureSignal } from './sign.js';

const signal = (component: FailureSignal['component'], severity: FailureSignal['severity']): FailureSignal => ({
  sign: 'no-thanks',
  component,
  severity,
  confidence: 1,
  detector: 'no-thanks@1',
  evidence: [],
  agentIds: [],
});

describe('the scoreboard of components', () => {
  it('has all ten, the worst first, and counts a case once', () => {
    const board = componentScoreboard([
      [signal('courtesy', 'low'), signal('courtesy', 'high')],
      [signal('courtesy', 'low'), signal('access', 'medium')],
      [],
      [],
    ]);
    expect(board).toHaveLength(10);
    expect(board[0]).toMatchObject({
      component: 'courtesy',
      clean: { value: 50, n: 4 },
      bySeverity: { low: 2, high: 1 },
    });
    expect(board[1]).toMatchObject({ component: 'access', clean: { value: 75 } });
    expect(board[9]?.clean.value).toBe(100);
  });

  it('of no cases is undefined', () => {
    expect(componentScoreboard([])[0]?.clean.value).toBeUndefined();
  });
});
