import { validateSync } from 'class-validator';
import { parseSetting } from './parse-setting.js';
import { settingsOf, type SettingDeclaration, type SettingsClass } from './setting.js';

export type Environment = Readonly<Record<string, string | undefined>>;

/** What is wrong with the settings, all of it, without a single value. Print the message, not the stack. */
export class SettingsError extends Error {
  override readonly name = 'SettingsError';

  constructor(readonly problems: readonly string[]) {
    super(['The settings are not right:', ...problems.map((problem) => `  ${problem}`)].join('\n'));
  }
}

/**
 * Reads and checks the settings of a class. An empty variable counts as absent.
 * @throws SettingsError naming every wrong setting and what was expected
 */
export function loadSettings<S extends object>(settingsClass: SettingsClass<S>, env: Environment = process.env): S {
  const settings = new settingsClass();
  const declared = settingsOf(settingsClass);
  const problems: string[] = [];
  const unusable = new Set<string>();
  for (const setting of declared) {
    const outcome = valueOf(setting, env[setting.variable]);
    if ('problem' in outcome) {
      problems.push(`${setting.variable}: ${outcome.problem} (${setting.help})`);
      unusable.add(setting.property);
    } else {
      Object.defineProperty(settings, setting.property, { value: outcome.value, enumerable: true, writable: true });
    }
  }
  problems.push(...violations(settings, declared, unusable));
  if (problems.length > 0) throw new SettingsError(problems);
  return Object.freeze(settings);
}

function valueOf(setting: SettingDeclaration, text: string | undefined): { value: unknown } | { problem: string } {
  if (text === undefined || text.trim() === '') {
    if (setting.default !== undefined) return { value: setting.default };
    return setting.optional === true ? { value: undefined } : { problem: 'is required and not set' };
  }
  const parsed = parseSetting(setting.as, text.trim());
  return 'expected' in parsed ? { problem: `expected ${parsed.expected}` } : { value: parsed.value };
}

/** class-validator's messages begin with the property; the reader knows the variable. */
function violations(
  settings: object,
  declared: readonly SettingDeclaration[],
  unusable: ReadonlySet<string>,
): string[] {
  return validateSync(settings, { validationError: { target: false, value: false } })
    .filter((violation) => !unusable.has(violation.property))
    .flatMap(({ property, constraints }) => {
      const variable = declared.find((setting) => setting.property === property)?.variable ?? property;
      return Object.values(constraints ?? {}).map((message) => {
        const problem = message.startsWith(`${property} `) ? message.slice(property.length + 1) : message;
        return `${variable}: ${problem.replace(`each value in ${property}`, 'each value')}`;
      });
    });
}
