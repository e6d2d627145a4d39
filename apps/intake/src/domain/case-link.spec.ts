import { describe, expect, it } from '@jest/globals';
import { continuationOf, type CaseLink, type Trace } from './case-link.js';

const link = (caseId: string, customerId: string): CaseLink => ({
  linkId: caseId,
  version: 1,
  caseId,
  customerId,
  isOurs: false,
});
const own = new Set(['mei', 'mei-before-the-merge']);

describe('the case that a contact continues', () => {
  it.each<[string, readonly Trace[], object]>([
    ['none', [], {}],
    ['a thread that has no case', [{ by: 'thread', link: undefined }], {}],
    [
      'a reference of one’s own',
      [{ by: 'reference', link: link('c1', 'mei') }],
      { caseId: 'c1', caseLink: 'reference' },
    ],
    [
      'a case from before a merge',
      [{ by: 'in-reply-to', link: link('c1', 'mei-before-the-merge') }],
      { caseId: 'c1', caseLink: 'in-reply-to' },
    ],
    [
      'a quoted case before the thread',
      [
        { by: 'reference', link: link('c2', 'mei') },
        { by: 'thread', link: link('c1', 'mei') },
      ],
      { caseId: 'c2', caseLink: 'reference' },
    ],
    [
      'one’s own thread, although it quotes the case of another',
      [
        { by: 'reference', link: link('c2', 'kata') },
        { by: 'thread', link: link('c1', 'mei') },
      ],
      { caseId: 'c1', caseLink: 'thread' },
    ],
    ['the case of another', [{ by: 'reference', link: link('c2', 'kata') }], { threadNote: 'quotes-case-of-another' }],
    [
      'a message to another',
      [{ by: 'in-reply-to', link: link('c2', 'kata') }],
      { threadNote: 'answers-message-to-another' },
    ],
    ['a reference that nobody has', [{ by: 'reference', link: undefined }], { threadNote: 'unknown-reference' }],
  ])('%s', (_, traces, expected) => {
    expect(continuationOf(traces, own)).toEqual(expected);
  });
});
