import { describe, expect, it } from '@jest/globals';
import type { MessageHandler } from '@nestjs/microservices';
import { of, throwError } from 'rxjs';
import { CaseClosed, CaseOpened, InteractionSubmitted, topics, type CloudEvent } from '#libs/contracts';
import type { Unit } from '../unit/unit.js';
import { On, OnTimer, timerPattern } from './handlers.js';
import { registeredHandlers, topicsOf } from './registered-handlers.js';

class Consumer {
  onCaseOpened(): void {
    /* the decorator is what is tested */
  }
}

/** What Nest would register for a method under this decorator. */
function registered(decorator: unknown, call: () => unknown = () => undefined): [string, MessageHandler] {
  const method = Object.getOwnPropertyDescriptor(Consumer.prototype, 'onCaseOpened') ?? {};
  const decorated = { ...method, value: () => undefined };
  (decorator as MethodDecorator)(Consumer.prototype, 'onCaseOpened', decorated);
  const [pattern] = Reflect.getMetadata('microservices:pattern', decorated.value) as [string];
  const extras = Reflect.getMetadata('microservices:pattern_extras', decorated.value) as Record<string, unknown>;
  return [pattern, Object.assign(async () => call(), { isEventHandler: true, extras })];
}

const event = { data: { caseId: 'c' } } as unknown as CloudEvent<CaseOpened>;
const unit = {} as Unit;

describe('a method under @On', () => {
  it('is registered under the type of its event, with what it loads', () => {
    const handlers = registeredHandlers(new Map([registered(On(CaseOpened, ({ data }) => ({ cases: data.caseId })))]));
    const handler = handlers.get('thirdring.case.opened.v1');
    expect(handler).toMatchObject({ name: 'thirdring.case.opened.v1', door: false, eventClass: CaseOpened });
    expect(handler?.loads(event as never)).toEqual({ cases: 'c' });
  });

  it('has the name that it is given, which outlives the renaming of its event', () => {
    const handlers = registeredHandlers(new Map([registered(On(CaseOpened, () => ({}), { name: 'open' }))]));
    expect(handlers.get('thirdring.case.opened.v1')?.name).toBe('open');
  });

  it('under @OnTimer is registered under the kind of the timer', () => {
    const handlers = registeredHandlers(new Map([registered(OnTimer('reply-due', ({ ref }) => ({ cases: ref })))]));
    expect(handlers.get(timerPattern('reply-due'))?.loads({ ref: 'r' } as never)).toEqual({ cases: 'r' });
  });

  it.each([
    ['a value', () => 'ignored'],
    ['an Observable', () => of('ignored')],
  ])('may answer %s', async (_what, call) => {
    const handlers = registeredHandlers(new Map([registered(On(CaseOpened), call)]));
    expect(await handlers.get('thirdring.case.opened.v1')?.invoke(event, unit)).toBe('ignored');
  });

  it('loses no error, though Nest wraps it into an Observable', async () => {
    const failing = registered(On(CaseOpened), () => throwError(() => new TypeError('inside')));
    const handler = registeredHandlers(new Map([failing])).get('thirdring.case.opened.v1');
    await expect(handler?.invoke(event, unit)).rejects.toThrow(new TypeError('inside'));
  });

  it('is the only one for its event', () => {
    const [pattern, handler] = registered(On(CaseOpened));
    const twice = Object.assign(handler, { next: handler });
    expect(() => registeredHandlers(new Map([[pattern, twice]]))).toThrow('two handlers are registered for');
  });
});

describe('the topics of a consumer', () => {
  it('are those of its events, each once, and its doors', () => {
    const handlers = registeredHandlers(
      new Map([
        registered(On(CaseOpened)),
        registered(On(CaseClosed)),
        registered(On(InteractionSubmitted, () => ({}), { door: true })),
        registered(OnTimer('reply-due')),
      ]),
    );
    expect(topicsOf(handlers)).toEqual({
      topics: [topics.cases, topics.inbound],
      doors: new Set([topics.inbound]),
    });
  });
});
