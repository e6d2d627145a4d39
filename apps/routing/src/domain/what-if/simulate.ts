import { decide, type Decision } from '../engine/decide.js';
import type { EngineCommand } from '../engine/engine-command.js';
import type { EnginePolicy } from '../engine/engine-policy.js';
import { EngineState } from '../engine/engine-state.js';
import { Agenda } from './agenda.js';
import { randomFrom } from './random.js';
import type { Arrival, Assignment, StaffMember } from './what-if-model.js';

export interface Scenario {
  /** In any order. */
  readonly arrivals: readonly Arrival[];
  readonly staff: readonly StaffMember[];
  readonly policy: Omit<EnginePolicy, 'idOf' | 'autoAccept'>;
  /** Of how agents answer, where they do not accept at once. */
  readonly seed: number;
}

/** What happened to one who came, while it happens. */
interface Course {
  readonly arrival: Arrival;
  agentId?: string;
  startedAt?: number;
  endedAt?: number;
  estimatedMs?: number;
  isUnroutable?: boolean;
  isOver?: boolean;
  leftAt?: number;
}

/**
 * A day in simulated time, decided by the engine that decides in production. What is given to somebody is worked on until
 * it is done, also beyond the end of a shift. The same scenario and seed give the same assignments, in order of arrival.
 */
export function simulate(scenario: Scenario): readonly Assignment[] {
  return new Simulation(scenario).run();
}

class Simulation {
  private readonly state = new EngineState();
  private readonly agenda = new Agenda<EngineCommand>();
  /** Comes after everything else of its time: who has no patience is served at once or not at all. */
  private readonly departures = new Agenda<Course>();
  private readonly courses: readonly Course[];
  private readonly open = new Map<string, Course>();
  private readonly staff: ReadonlyMap<string, StaffMember>;
  private readonly policy: EnginePolicy;
  private readonly random: () => number;
  private arrived = 0;
  private commandId = 0;
  private now = 0;

  constructor({ arrivals, staff, policy, seed }: Scenario) {
    const sorted = [...arrivals].sort((a, b) => a.arrivedAt - b.arrivedAt);
    this.courses = sorted.map((arrival) => ({ arrival }));
    this.staff = new Map(staff.map((member) => [member.agentId, member]));
    const autoAccept = staff.every(({ answering }) => answering === undefined);
    this.policy = { ...policy, autoAccept, idOf: (...parts) => parts.join('-') };
    this.random = randomFrom(seed);
  }

  run(): readonly Assignment[] {
    this.hire();
    for (let at = this.nextAt(); at !== undefined; at = this.nextAt()) this.step(at);
    return this.courses.map((course) => assignmentOf(course, this.now));
  }

  private hire(): void {
    const all = [...this.staff.values()];
    this.now = Math.min(
      this.courses[0]?.arrival.arrivedAt ?? 0,
      ...all.flatMap(({ shifts }) => shifts.map(({ from }) => from)),
    );
    this.decide(
      all.map(({ agentId, queues, queueTerms, skills, units }) => ({
        ...{ kind: 'put-agent', agentId, queues, queueTerms, skills, units },
      })),
    );
    for (const { agentId, shifts } of all) {
      for (const { from, to } of shifts) {
        this.agenda.add(from, { kind: 'set-presence', agentId, state: 'available' });
        // Not offline: what they have is finished.
        this.agenda.add(to, { kind: 'set-presence', agentId, state: 'away' });
      }
    }
  }

  private nextAt(): number | undefined {
    const isAnythingLeft = this.arrived < this.courses.length || this.open.size > 0;
    const times = [
      this.courses[this.arrived]?.arrival.arrivedAt,
      this.agenda.nextAt,
      this.departures.nextAt,
      isAnythingLeft ? this.state.nextAlarm : undefined,
    ];
    let next: number | undefined;
    for (const at of times) if (at !== undefined && (next === undefined || at < next)) next = at;
    return next;
  }

  private step(at: number): void {
    this.now = Math.max(this.now, at);
    const commands: EngineCommand[] = [];
    while (this.agenda.nextAt === at) {
      const command = this.agenda.take();
      if (command) commands.push(command);
    }
    for (
      let course = this.courses[this.arrived];
      course?.arrival.arrivedAt === at;
      course = this.courses[this.arrived]
    ) {
      this.arrived += 1;
      commands.push(this.admit(course));
    }
    if (commands.length === 0) {
      while (this.departures.nextAt === at) {
        const course = this.departures.take();
        if (course === undefined || course.startedAt !== undefined || course.isOver === true) continue;
        course.leftAt = at;
        this.open.delete(course.arrival.id);
        commands.push({ kind: 'abandon', itemId: course.arrival.id });
      }
      const { nextAlarm } = this.state;
      if (commands.length === 0 && (nextAlarm === undefined || nextAlarm > at)) return;
    }
    this.decide(commands);
  }

  private admit(course: Course): EngineCommand {
    const { id, arrivedAt, channel, queueId, urgency, points, required, patienceMs } = course.arrival;
    this.open.set(id, course);
    if (patienceMs !== undefined) this.departures.add(arrivedAt + patienceMs, course);
    return {
      ...{ kind: 'enqueue', itemId: id, caseId: id, queueId, channel, enqueuedAt: arrivedAt },
      ...(urgency !== 3 && { urgency }),
      ...(points !== 0 && { points }),
      ...(required.length > 0 && { required }),
    };
  }

  private decide(commands: readonly EngineCommand[]): void {
    const numbered = commands.map((command) => ({ id: (this.commandId += 1), command }));
    const decision = decide(this.state, numbered, this.now, this.policy);
    this.state.apply(decision.changes);
    this.follow(decision);
  }

  private follow({ facts, explanations, changes }: Decision): void {
    const { now } = this;
    for (const { itemId, fact } of facts) {
      if (fact.type === 'wait-estimated') {
        const told = this.open.get(itemId);
        if (told !== undefined) told.estimatedMs = fact.toldSeconds * 1_000;
      }
      const course = fact.type === 'assigned' ? this.open.get(itemId) : undefined;
      if (course === undefined || fact.type !== 'assigned') continue;
      this.open.delete(itemId);
      course.agentId = fact.agentId;
      course.startedAt = now;
      course.endedAt = now + course.arrival.handlingMs;
      this.agenda.add(course.endedAt, { kind: 'complete', itemId, reason: 'served' });
    }
    for (const { decision, itemId } of explanations) {
      const course = this.open.get(itemId);
      if (course === undefined) continue;
      if (decision === 'unroutable') course.isUnroutable = true;
      if (decision === 'closed-reply') {
        course.isOver = true;
        course.leftAt = now;
        this.open.delete(itemId);
      }
    }
    if (this.policy.autoAccept === true) return;
    for (const { offerId, agentId, state } of changes.offers.values())
      if (state === 'pending') this.answer(offerId, this.staff.get(agentId));
  }

  private answer(offerId: string, member: StaffMember | undefined): void {
    const { answerMs = 0, declineRate = 0, noAnswerRate = 0 } = member?.answering ?? {};
    const lot = this.random();
    if (lot < noAnswerRate) return;
    const kind = lot < noAnswerRate + declineRate ? 'decline' : 'accept';
    this.agenda.add(this.now + answerMs, { kind, offerId });
  }
}

function assignmentOf(
  { arrival, agentId, startedAt, endedAt, leftAt, isOver, isUnroutable, estimatedMs }: Course,
  end: number,
): Assignment {
  const { arrivedAt } = arrival;
  const told = estimatedMs === undefined ? {} : { estimatedMs };
  if (agentId !== undefined && startedAt !== undefined && endedAt !== undefined)
    return { arrival, agentId, startedAt, endedAt, waitedMs: startedAt - arrivedAt, outcome: 'served', ...told };
  if (leftAt !== undefined)
    return { arrival, waitedMs: leftAt - arrivedAt, outcome: isOver === true ? 'turned-away' : 'abandoned' };
  const outcome = isUnroutable === true ? 'unroutable' : 'waiting';
  return { arrival, waitedMs: Math.max(0, end - arrivedAt), outcome };
}
