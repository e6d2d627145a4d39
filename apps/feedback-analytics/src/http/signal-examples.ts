const signal = {
  signalId: '5e3f8a7c-51d2-8c1b-9a40-2f7be14c6d90',
  version: 1,
  sign: 'unexplained-wait',
  component: 'responsiveness',
  severity: 'medium',
  confidence: 0.9,
  detector: 'unexplained-wait@1',
  evidence: [{ eventId: 'case.opened-1', at: '2026-03-02T09:00:01.000Z', fact: 'waited 30120 s without a word' }],
  agentIds: [],
};

export const signalPageExample = {
  items: [
    {
      ...signal,
      caseId: '0f3dbd8f-4a44-8d7f-8e3a-6c0d3f1c2b11',
      reference: 'TR-7K2M9QX4',
      customerId: 'b6c45863-875e-8448-aca3-c155ed145efe',
      channel: 'email',
      queue: 'general',
      team: 'front',
      raisedAt: '2026-03-02T17:22:01.000Z',
    },
  ],
  nextCursor: 'eyJhdCI6MTc3MjQ3MjEyMTAwMH0',
};

export const timelineExample = {
  caseId: '0f3dbd8f-4a44-8d7f-8e3a-6c0d3f1c2b11',
  reference: 'TR-7K2M9QX4',
  openedAt: '2026-03-02T09:00:01.000Z',
  slices: { channel: 'email', kind: 'complaint', segment: 'private', topic: 'delivery' },
  isCut: false,
  moments: [
    { id: 'case.opened-1', at: '2026-03-02T09:00:01.000Z', type: 'opened', queue: 'general', direction: 'inbound' },
    { id: 'case.replied-1', at: '2026-03-02T18:00:00.000Z', type: 'replied', agentId: 'agent-7', waitedSeconds: 32399 },
  ],
  signals: [{ ...signal, raisedAt: '2026-03-02T17:22:01.000Z' }],
};
