import { readDuration, type YamlNode } from '#libs/templates';
import type { Requirement } from '../domain/engine/engine-model.js';
import type { GateAction, OverflowRule, RelaxationStep } from '../domain/engine/engine-policy.js';
import { skillIn } from './read-skills.js';

interface Names {
  readonly queues: readonly string[];
  readonly skills: readonly string[];
}

interface StepContext {
  readonly queueId: string;
  /** What the queue asks of everybody. */
  readonly required: readonly Requirement[];
  readonly names: Names;
}

/** `hold`, `callback`, `reply`, or `{ queue: name }`. */
export function readAction(node: YamlNode, queueId: string, names: Names): GateAction | undefined {
  if (node.isText) {
    const kind = node.oneOf(['hold', 'callback', 'reply']);
    return kind && { kind };
  }
  const { queue } = node.record(['queue']);
  if (queue === undefined) return node.refuse('missing', 'expected hold, callback, reply or `queue: name`');
  const to = otherQueue(queue, queueId, names);
  return to === undefined ? undefined : { kind: 'queue', queueId: to };
}

export function readSteps(node: YamlNode, context: StepContext): readonly RelaxationStep[] {
  return node.list().flatMap((entry) => stepOf(entry, context) ?? []);
}

function stepOf(node: YamlNode, { queueId, required, names }: StepContext): RelaxationStep | undefined {
  const given = node.record(['for', 'drop', 'lower', 'addQueues', 'raiseUrgency', 'skipIfEmpty']);
  const durationMs = given.for ? readDuration(given.for, { days: true }) : node.refuse('missing', 'a step needs `for`');
  const drop = given.drop?.list().flatMap((entry) => dropped(entry, required, names) ?? []);
  const lower = given.lower?.fields().flatMap(({ key, keyNode, value }) => {
    const by = value.number('step.lower', 1, 4);
    const own = required.find(({ skill }) => skill === key);
    if (own?.firm === true) keyNode.refuse('step.firm', `"${key}" is never given up: it has a !`);
    else if (own && by !== undefined && by >= own.level)
      value.refuse('step.lower', `"${key}" is asked for at ${String(own.level)}: drop it instead`);
    return skillIn(keyNode, key, names) === undefined || by === undefined ? [] : [[key, by] as const];
  });
  const addQueues = given.addQueues?.list().flatMap((entry) => otherQueue(entry, queueId, names) ?? []);
  const raiseUrgency = given.raiseUrgency?.number('urgency', 1, 4);
  const isSkipped = given.skipIfEmpty?.flag();
  if (durationMs === undefined) return undefined;
  return {
    durationMs,
    ...(drop && { drop }),
    ...(lower && { lower: Object.fromEntries(lower) }),
    ...(addQueues && { addQueues }),
    ...(raiseUrgency !== undefined && { raiseUrgency }),
    ...(isSkipped === true && { skipIfEmpty: true }),
  };
}

function dropped(node: YamlNode, required: readonly Requirement[], names: Names): string | undefined {
  const skill = node.text();
  if (skill === undefined) return undefined;
  if (required.some((one) => one.skill === skill && one.firm === true))
    return node.refuse('step.firm', `"${skill}" is never given up: it has a !`);
  return skillIn(node, skill, names);
}

export function readOverflow(node: YamlNode, queueId: string, names: Names): readonly OverflowRule[] {
  const entries = node.list();
  if (entries.length > 20) node.refuse('overflow', 'there are at most 20 overflow rules of a queue');
  return entries.flatMap((entry) => overflowOf(entry, queueId, names) ?? []);
}

function overflowOf(node: YamlNode, queueId: string, names: Names): OverflowRule | undefined {
  const given = node.record(['after', 'predictedOver', 'addQueue', 'raiseUrgency', 'offerCallback']);
  const afterMs = given.after && readDuration(given.after, { days: true });
  const predictedOverMs = given.predictedOver && readDuration(given.predictedOver, { days: true });
  const addQueue = given.addQueue && otherQueue(given.addQueue, queueId, names);
  const raiseUrgency = given.raiseUrgency?.number('urgency', 1, 4);
  const isOffered = given.offerCallback?.flag();
  if ((given.after === undefined) === (given.predictedOver === undefined))
    return node.refuse('overflow', 'it needs `after` or `predictedOver`, and not both');
  if (!given.addQueue && !given.raiseUrgency && !given.offerCallback)
    return node.refuse('overflow.empty', 'it does nothing: no addQueue, no raiseUrgency, no offerCallback');
  return {
    ...(afterMs !== undefined && { afterMs }),
    ...(predictedOverMs !== undefined && { predictedOverMs }),
    ...(addQueue !== undefined && { addQueue }),
    ...(raiseUrgency !== undefined && { raiseUrgency }),
    ...(isOffered === true && { offerCallback: true }),
  };
}

function otherQueue(node: YamlNode, queueId: string, { queues }: Names): string | undefined {
  const text = node.text();
  if (text === undefined) return undefined;
  if (text === queueId) return node.refuse('queue.itself', `"${text}" is the queue itself`);
  return queues.includes(text) ? text : node.refuse('unknown-queue', `there is no queue "${text}"`);
}
