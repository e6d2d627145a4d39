import 'reflect-metadata';

/** How the text of an environment variable is read. */
export type SettingFormat = 'text' | 'integer' | 'number' | 'boolean' | 'list' | 'duration' | 'keys';

export interface SettingOptions {
  /** One line for the README. */
  readonly help: string;
  /** Value when the variable is absent or empty. Without it the setting is required. */
  readonly default?: string | number | boolean | readonly string[];
  /** May be absent, and then the property is `undefined`. */
  readonly optional?: boolean;
  /** Never printed, not even as a default. */
  readonly secret?: boolean;
  /** Default: by the type of the property (string, number → integer, boolean). A duration is milliseconds. */
  readonly as?: SettingFormat;
}

export interface SettingDeclaration extends SettingOptions {
  readonly property: string;
  /** May start with `<SERVICE>_`, filled in by `@SettingsOf`. */
  readonly variable: string;
  readonly as: SettingFormat;
}

export interface SettingsIdentity {
  /** Name of the service, kebab-case: `<SERVICE>_PORT` of `follow-up` is `FOLLOW_UP_PORT`. */
  readonly service: string;
  /** Default of `<SERVICE>_PORT`. */
  readonly port: number;
}

export type SettingsClass<S extends object = object> = new () => S;

const declarations = new WeakMap<object, SettingDeclaration[]>();
const identities = new WeakMap<object, SettingsIdentity>();

/** Binds a property to an environment variable. Further rules are class-validator's decorators on the same property. */
export function Setting(variable: string, options: SettingOptions): PropertyDecorator {
  return (target, property) => {
    const type: unknown = Reflect.getMetadata('design:type', target, property);
    const own = declarations.get(target) ?? [];
    declarations.set(target, [...own, { as: formatOf(type), ...options, property: String(property), variable }]);
  };
}

/** Names the service whose settings a class holds. */
export function SettingsOf(identity: SettingsIdentity): ClassDecorator {
  return (target) => {
    identities.set(target, identity);
  };
}

/** The settings of a class, inherited ones first; a property declared again replaces the inherited declaration. */
export function settingsOf(settingsClass: SettingsClass): readonly SettingDeclaration[] {
  const found = new Map<string, SettingDeclaration>();
  const identity = identityOf(settingsClass);
  for (const prototype of prototypes(settingsClass).reverse()) {
    for (const declared of declarations.get(prototype) ?? []) found.set(declared.property, named(declared, identity));
  }
  return [...found.values()];
}

/** @throws Error when neither the class nor an ancestor carries `@SettingsOf` and a setting needs it */
export function identityOf(settingsClass: SettingsClass): SettingsIdentity | undefined {
  for (const prototype of prototypes(settingsClass)) {
    const identity = identities.get(prototype.constructor);
    if (identity) return identity;
  }
  return undefined;
}

function named(declared: SettingDeclaration, identity: SettingsIdentity | undefined): SettingDeclaration {
  if (!declared.variable.startsWith('<SERVICE>_')) return declared;
  if (!identity) throw new Error(`${declared.variable}: the class of settings needs @SettingsOf({ service, port })`);
  const prefix = identity.service.replaceAll('-', '_').toUpperCase();
  const variable = declared.variable.replace('<SERVICE>', prefix);
  return declared.property === 'port' ? { ...declared, variable, default: identity.port } : { ...declared, variable };
}

function prototypes(settingsClass: SettingsClass): object[] {
  const found: object[] = [];
  let one: unknown = settingsClass.prototype;
  while (typeof one === 'object' && one !== null && one !== Object.prototype) {
    found.push(one);
    one = Object.getPrototypeOf(one);
  }
  return found;
}

function formatOf(type: unknown): SettingFormat {
  if (type === Number) return 'integer';
  if (type === Boolean) return 'boolean';
  if (type === Array) return 'list';
  return 'text';
}
