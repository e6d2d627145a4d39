/** Where an event lives and who it is about; the table that topics, keys and AsyncAPI are made from. */
export interface EventOptions {
  /** `thirdring.<aggregate>.<past-tense-fact>.v<major>`: the constant on the wire, never the name of the class. */
  type: string;
  topic: string;
  /** Property of the data that becomes the envelope's `subject`: order is promised within it. */
  subject: string;
  /** Property of the data that gives the Kafka key. */
  key: string;
  /** Property that chooses the partition, where that is not the key. */
  partitionBy?: string;
  /** Allowed `ce_source` prefixes, such as `/thirdring/routing`; `*` is anyone. */
  producers: readonly string[];
}

export interface EventClass<T extends object = object> {
  new (): T;
  readonly name: string;
}

const optionsOf = new WeakMap<object, EventOptions>();

/** Marks a payload class as an event of the catalogue. */
export function Event(options: EventOptions): ClassDecorator {
  return (target) => {
    optionsOf.set(target, Object.freeze({ ...options }));
  };
}

/** @throws Error when the class carries no `@Event` of its own (a superclass does not count). */
export function eventOptions(eventClass: EventClass): EventOptions {
  const options = optionsOf.get(eventClass);
  if (!options) throw new Error(`${eventClass.name} is not an event: it has no @Event decorator`);
  return options;
}
