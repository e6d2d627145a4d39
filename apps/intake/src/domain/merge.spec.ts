import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { learn, newCustomer, viewOf, type Customer, type Findings } from './customer.js';
import { haveContradictingIds, merge, mostMembers, rootIdOf, unmerge } from './merge.js';

const at = (minute: number): string => new Date(Date.UTC(2026, 0, 1) + minute * 1_200_000).toISOString();
const says = (id: string, minute: number, name: string): Findings => ({
  at: at(minute),
  source: 'shop',
  handles: [{ type: 'email', handle: `${id}@example.net`, verified: true }],
  hints: { name, externalIds: [`${id}-${name}`] },
});

/** Customers by id, as the stores have them; commands load whole groups, as the use cases do. */
class World {
  readonly customers = new Map<string, Customer>();

  say(id: string, minute: number, name: string): void {
    const before = this.customers.get(id);
    const findings = says(id, minute, name);
    const after = before === undefined ? newCustomer(id, findings) : learn(before, findings);
    this.customers.set(id, after);
  }

  group(...ids: string[]): Customer[] {
    const roots = new Set(ids.map((id) => rootIdOf(this.get(id))));
    return [...this.customers.values()].filter((one) => roots.has(rootIdOf(one)));
  }

  get(id: string): Customer {
    const found = this.customers.get(id);
    if (found === undefined) throw new Error(`no ${id}`);
    return found;
  }

  merge(into: string, other: string): ReturnType<typeof merge> {
    const decision = merge(this.get(into), this.get(other), this.group(into, other));
    if (decision.kind === 'merged') for (const one of decision.changed) this.customers.set(one.customerId, one);
    return decision;
  }

  unmerge(id: string): void {
    for (const one of unmerge(this.get(id), this.group(id))) this.customers.set(one.customerId, one);
  }
}

type Step =
  | { readonly do: 'say'; readonly id: string; readonly minute: number; readonly name: string }
  | { readonly do: 'merge'; readonly into: string; readonly other: string }
  | { readonly do: 'unmerge'; readonly id: string };

const ids = ['a', 'b', 'c', 'd', 'e'];
const id = fc.constantFrom(...ids);
const say = fc.record({
  do: fc.constant('say' as const),
  id,
  minute: fc.nat(60),
  name: fc.constantFrom('Ann', 'Anna', 'A.'),
});
const step: fc.Arbitrary<Step> = fc.oneof(
  say,
  fc.record({ do: fc.constant('merge' as const), into: id, other: id }),
  fc.record({ do: fc.constant('unmerge' as const), id }),
);

function played(steps: readonly Step[]): World {
  const world = new World();
  for (const one of ids) world.say(one, 0, 'Ann');
  for (const one of steps) {
    if (one.do === 'say') world.say(one.id, one.minute, one.name);
    else if (one.do === 'merge') world.merge(one.into, one.other);
    else world.unmerge(one.id);
  }
  return world;
}

/** All but how often it changed. */
const content = ({ version: _, ...rest }: Customer): unknown => JSON.parse(JSON.stringify(rest));
const contents = (world: World): unknown => ids.map((one) => content(world.get(one)));

describe('a merge', () => {
  it('that is taken back was never there, whatever happened before, meanwhile and since', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 25 }), (steps) => {
        const world = played(steps);
        for (const one of ids) world.unmerge(one);
        expect(contents(world)).toEqual(contents(played(steps.filter((one) => one.do === 'say'))));
      }),
      { numRuns: 500 },
    );
  });

  it('gives back exactly the groups that were there before', () => {
    fc.assert(
      fc.property(
        fc.array(step, { maxLength: 20 }),
        id,
        id,
        fc.array(say, { maxLength: 5 }),
        (steps, into, other, since) => {
          const never = played([...steps, ...since]);
          const world = played(steps);
          if (world.merge(into, other).kind !== 'merged') return;
          for (const one of since) world.say(one.id, one.minute, one.name);
          world.unmerge(other);
          const views = (of: World): unknown =>
            ids.map((one) => ({
              ...(content(of.get(one)) as object),
              view: of.get(one).view && Object.keys(of.get(one).view ?? {}).length,
            }));
          expect(views(world)).toEqual(views(never));
        },
      ),
      { numRuns: 300 },
    );
  });

  it('leaves no cycle, one survivor for each group, and a view of everything that its members say', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 25 }), (steps) => {
        const world = played(steps);
        for (const one of ids.map((each) => world.get(each))) {
          const root = world.get(rootIdOf(one));
          expect(root.mergedInto).toBeUndefined();
          expect(root === one || root.mergedFrom.includes(one.customerId)).toBe(true);
          const handles = viewOf(root).handles.map(({ handle }) => handle);
          expect(handles).toContain(`${root.customerId}@example.net`);
          if (one === root) expect(root.view !== undefined).toBe(root.mergedFrom.length > 0);
        }
      }),
    );
  });

  it('happens once', () => {
    const world = played([]);
    expect(world.merge('a', 'b')).toMatchObject({ kind: 'merged', survivorId: 'a' });
    expect(world.merge('a', 'b')).toEqual({ kind: 'unchanged', survivorId: 'a' });
    expect(world.merge('b', 'a')).toEqual({ kind: 'unchanged', survivorId: 'a' });
    expect(viewOf(world.get('a')).handles.map(({ handle }) => handle)).toEqual(
      expect.arrayContaining(['a@example.net', 'b@example.net']),
    );
  });

  it('keeps what came together: who is taken out of a group takes along whom they had', () => {
    const world = played([
      { do: 'merge', into: 'b', other: 'c' },
      { do: 'merge', into: 'a', other: 'b' },
    ]);
    expect(world.get('c')).toMatchObject({ parent: 'b', mergedInto: 'a' });
    expect(world.get('a').mergedFrom).toEqual(['b', 'c']);
    world.unmerge('b');
    expect(world.get('c')).toMatchObject({ parent: 'b', mergedInto: 'b' });
    expect(world.get('a')).toMatchObject({ mergedFrom: [] });
    expect(world.get('a').view).toBeUndefined();
  });

  it.each<[string, (world: World) => ReturnType<typeof merge>, string]>([
    ['with itself', (world) => world.merge('a', 'a'), 'same-customer'],
    ['of who is merged elsewhere', (world) => world.merge('d', 'b'), 'merged-already'],
    ['into who is merged elsewhere', (world) => world.merge('b', 'd'), 'merged-already'],
  ])('is refused %s', (_, attempt, code) => {
    expect(attempt(played([{ do: 'merge', into: 'a', other: 'b' }]))).toMatchObject({ kind: 'refused', code });
  });

  it('is refused for the anonymous, the erased and too many', () => {
    const [a, b] = [newCustomer('a', says('a', 1, 'Ann')), newCustomer('b', says('b', 1, 'Ann'))];
    expect(merge(a, { ...b, anonymous: true }, [a, b])).toMatchObject({ code: 'anonymous-customer' });
    expect(merge({ ...a, erasedAt: new Date() }, b, [a, b])).toMatchObject({ code: 'erased-customer' });
    const many = Array.from({ length: mostMembers - 1 }, (_, index) => ({
      ...b,
      customerId: `m-${index}`,
      parent: 'b',
      mergedInto: 'b',
    }));
    expect(merge(a, b, [a, b, ...many])).toMatchObject({ code: 'too-many-members' });
  });

  it('of its own accord needs external ids that do not contradict', () => {
    const known = (...handles: string[]) => {
      const one = newCustomer('a', says('a', 1, 'Ann'));
      return { ...one, handles: handles.map((handle) => ({ type: 'external-id' as const, handle, verified: true })) };
    };
    expect(haveContradictingIds(known('k-1'), known('k-2'))).toBe(true);
    expect(haveContradictingIds(known('k-1'), known('k-1'))).toBe(false);
    expect(haveContradictingIds(known('k-1'), known())).toBe(false);
  });
});
