import { describe, expect, it } from '@jest/globals';
import { candidatePorts } from './reserved-ports.js';

describe('the candidates for a port', () => {
  it('begin with the usual one', () => {
    expect(candidatePorts(15432, 3)).toEqual([15432, 15442, 15452]);
  });

  it('never meet those of the other servers', () => {
    const ports = [15432, 19092, 19093].flatMap((usual) => candidatePorts(usual));
    expect(new Set(ports).size).toBe(ports.length);
  });
});
