import { describe, expect, it } from '@jest/globals';
import { detectors, detectSigns, signalChanges } from './detect-signs.js';
import {
  assigned,
  closed,
  contacted,
  customer,
  days,
  message,
  minuteMs,
  moment,
  offer,
  opened,
  presence,
  promise,
  rated,
  replied,
  transferred,
  heard,
  type Draft,
  type ExampleCase,
} from './examples/example-case.js';
import { signExamples } from './examples/sign-examples.js';
import { signs, type Sign } from './sign.js';

const timelineOf = (drafts: readonly Draft[]) => ({
  caseId: 'case',
  parties: [customer, 'guardian'],
  moments: heard(drafts),
});

function signalsOf({ moments, nowMinute }: ExampleCase) {
  const last = moments.at(-1)?.at ?? 0;
  return detectSigns(timelineOf(moments), nowMinute === undefined ? last : nowMinute * minuteMs);
}

const names = Object.keys(signs) as Sign[];

describe('the detectors', () => {
  it('are one for each sign, and each of the ten components has one', () => {
    expect(detectors.map(({ sign }) => sign)).toEqual(names);
    expect(new Set(Object.values(signs)).size).toBe(10);
  });

  describe.each(names)('%s', (sign) => {
    const { positive, negative } = signExamples[sign];

    it('has ten examples of either sort at least', () => {
      expect([positive.length >= 10, negative.length >= 10]).toEqual([true, true]);
    });

    it.each(positive.map((one) => [one.why, one] as const))('is seen: %s', (_, one) => {
      const signal = signalsOf(one).find((found) => found.sign === sign);
      expect(signal).toMatchObject({ component: signs[sign], detector: `${sign}@1` });
      expect(signal?.evidence.length).toBeGreaterThan(0);
      const ids = one.moments.map(({ id }) => id);
      for (const { eventId } of signal?.evidence ?? []) expect(ids).toContain(eventId);
      expect(signal?.confidence).toBeGreaterThan(0.5);
    });

    it.each(negative.map((one) => [one.why, one] as const))('is not seen: %s', (_, one) => {
      expect(signalsOf(one).map((found) => found.sign)).not.toContain(sign);
    });
  });
});

describe('healthy cases', () => {
  const journeys: Readonly<Record<string, readonly Draft[]>> = {
    'an e-mail': [
      opened(0),
      message(0.1, 'acknowledgement'),
      presence(1),
      offer(2, 'offered'),
      offer(2.2, 'offer-accepted'),
      assigned(2.2),
      moment(10, 'needs-confirmed'),
      replied(20, 'Good morning, your parcel left Berlin today. You will have it by tomorrow.', { language: 'en' }),
      promise(20.1, 'promise-made'),
      contacted(60, 'Thanks, I understand.'),
      replied(62, 'You are welcome.'),
      promise(days(1), 'promise-kept'),
      moment(days(1), 'resolved'),
      message(days(1) + 1, 'thanks', { text: 'Thank you for writing.' }),
      moment(days(1) + 1, 'thanked'),
      closed(days(1) + 2),
      message(days(2), 'survey'),
      rated(days(2) + 60, 'courtesy', 1),
    ],
    'a call in Hungarian that was handed on with help': [
      opened(0, { channel: 'phone', language: 'hu', menuPath: ['main', 'delivery'], phoneOutcome: 'answered' }),
      moment(0.2, 'greeted'),
      assigned(0.2),
      replied(1, 'Jó napot, utánanézek.'),
      transferred(2, 'ann', 'bob'),
      assigned(2.5, 'bob', 2),
      replied(3, 'Jó napot, a csomag úton van. Köszönöm a hívást.', { agentId: 'bob' }),
      moment(4, 'resolved'),
      moment(4, 'thanked'),
      closed(5),
    ],
    'a complaint in Romanian that took long and was explained': [
      opened(0, { language: 'ro', kind: 'complaint', primaryNeed: 'emotion' }),
      message(0.1, 'acknowledgement'),
      assigned(5),
      message(100, 'apology', { text: 'Ne pare rău pentru întârziere.' }),
      replied(days(1), 'Bună ziua, banii au fost returnați. Vă mulțumim.'),
      moment(days(1), 'resolved'),
      closed(days(1) + 1),
    ],
    'a chat in Chinese': [
      opened(0, { channel: 'chat', language: 'zh' }),
      moment(0.3, 'greeted'),
      assigned(0.3),
      replied(1, '您好，我帮您查一下。'),
      contacted(1.5, '好的'),
      replied(2, '包裹今天出发，明天到。感谢您的耐心。'),
      closed(3),
    ],
  };

  it.each(Object.entries(journeys))('%s shows no sign', (_, moments) => {
    expect(detectSigns(timelineOf(moments), days(30) * minuteMs)).toEqual([]);
  });

  it('in a language without rules nobody knows, and nothing is claimed', () => {
    const german = [
      opened(0, { language: 'de' }),
      replied(5, 'Guten Tag, das Paket ist unterwegs.'),
      contacted(6, 'Danke!'),
      replied(days(1), 'Entschuldigung, heute kommt es. Vielen Dank.'),
      closed(days(1) + 1),
    ];
    expect(detectSigns(timelineOf(german), days(9) * minuteMs)).toEqual([]);
  });

  it('nothing shows no sign', () => {
    expect(detectSigns(timelineOf([]), 0)).toEqual([]);
  });
});

describe('signals over time', () => {
  it('are raised once, and withdrawn when later events disprove them', () => {
    const before = [
      opened(0),
      message(0.1, 'acknowledgement'),
      promise(1, 'promise-made'),
      promise(50, 'promise-broken'),
    ];
    const found = detectSigns(timelineOf(before), 60 * minuteMs);
    const first = signalChanges(new Set(), found);
    expect(first.raised.map(({ sign }) => sign)).toEqual(['broken-promise']);
    const known = new Set(first.raised.map(({ sign }) => sign));
    expect(signalChanges(known, found)).toEqual({ raised: [], withdrawn: [] });
    const after = detectSigns(timelineOf([...before, promise(51, 'promise-kept')]), 60 * minuteMs);
    expect(signalChanges(known, after)).toEqual({ raised: [], withdrawn: ['broken-promise'] });
  });

  it('quote nothing of what was said', () => {
    const said = 'Are you deaf? The card is 4111 1111 1111 1111.';
    const found = detectSigns(timelineOf([opened(0), replied(1, said)]), minuteMs);
    expect(found.map(({ sign }) => sign)).toContain('impolite-speech');
    expect(JSON.stringify(found)).not.toMatch(/deaf|4111/);
  });
});
