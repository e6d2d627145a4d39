import { describe, expect, it } from '@jest/globals';
import { Max } from 'class-validator';
import { loadSettings, SettingsError } from './load-settings.js';
import { ServiceSettings } from './service.settings.js';
import { Setting, SettingsOf } from './setting.js';
import { settingsTable } from './settings-table.js';

@SettingsOf({ service: 'follow-up', port: 3103 })
class FollowUpSettings extends ServiceSettings {
  @Setting('SURVEY_DELAY', { as: 'duration', default: 60_000, help: 'from closing a case to its survey' })
  @Max(3_600_000)
  readonly surveyDelayMs!: number;

  @Setting('DRY_RUN', { default: false, help: 'send nothing' })
  readonly dryRun!: boolean;

  @Setting('SAMPLE_RATE', { as: 'number', default: 1, help: 'share of cases that are surveyed' })
  readonly sampleRate!: number;
}

const enough = {
  KAFKA_BROKERS: 'a:9092, b:9093',
  FOLLOW_UP_DATABASE_URL: 'postgres://me:pass@db:5432/follow_up',
};

function problemsOf(env: Record<string, string | undefined>): readonly string[] {
  try {
    loadSettings(FollowUpSettings, { ...enough, ...env });
    return [];
  } catch (error) {
    if (error instanceof SettingsError) return error.problems;
    throw error;
  }
}

describe('loadSettings', () => {
  it('fills in defaults, those of the service too, and freezes the result', () => {
    const settings = loadSettings(FollowUpSettings, { ...enough, LOG_LEVEL: '' });
    expect(settings).toMatchObject({
      brokers: ['a:9092', 'b:9093'],
      port: 3103,
      host: '127.0.0.1',
      logLevel: 'info',
      shutdownTimeoutMs: 25_000,
      consumerConcurrency: 6,
      surveyDelayMs: 60_000,
      dryRun: false,
    });
    expect(settings.adapterKeys).toBeUndefined();
    expect(Object.isFrozen(settings)).toBe(true);
    expect(settings.database).toMatchObject({
      setting: 'FOLLOW_UP_DATABASE_URL',
      applicationName: 'thirdring-follow-up',
      poolSize: 10,
    });
  });

  it('reads every format', () => {
    const settings = loadSettings(FollowUpSettings, {
      ...enough,
      FOLLOW_UP_PORT: '0',
      SURVEY_DELAY: '5m',
      DRY_RUN: 'true',
      SAMPLE_RATE: '0.25',
      ADAPTER_KEYS: 'mail:0123456789abcdef, phone:fedcba9876543210',
    });
    expect(settings).toMatchObject({ port: 0, surveyDelayMs: 300_000, dryRun: true, sampleRate: 0.25 });
    expect(settings.adapterKeys).toEqual([
      { id: 'mail', key: '0123456789abcdef' },
      { id: 'phone', key: 'fedcba9876543210' },
    ]);
  });

  it.each([
    ['FOLLOW_UP_PORT', '31o3', /a whole number/],
    ['FOLLOW_UP_PORT', '70000', /must not be greater than 65535/],
    ['FOLLOW_UP_PORT', '1e3', /a whole number/],
    ['DRY_RUN', 'yes', /true or false/],
    ['SURVEY_DELAY', '5', /a duration such as/],
    ['SURVEY_DELAY', '2h', /must not be greater than 3600000/],
    ['SAMPLE_RATE', '.5', /a number such as/],
    ['LOG_LEVEL', 'loud', /must be one of the following values/],
    ['KAFKA_BROKERS', 'a:9092,,b', /separated by commas/],
    ['KAFKA_BROKERS', 'hostonly', /must look like host:port/],
    ['FOLLOW_UP_DATABASE_URL', 'mysql://x-secret/y', /must look like postgres:/],
    ['ADAPTER_KEYS', 'mail:tooshort', /at least 16 .*of mail is not/],
    ['ADAPTER_KEYS', 'justakeythatislongenough', /id:key pairs/],
    ['ADAPTER_KEYS', 'a:0123456789abcdef,b:0123456789abcdef', /a key of its own for b/],
  ])('refuses %s=%s without repeating the value', (variable, value, expected) => {
    const problems = problemsOf({ [variable]: value });
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatch(new RegExp(`^${variable}: `));
    expect(problems[0]).toMatch(expected);
    // Shorter ones are part of ordinary words and numbers.
    if (value.length > 2) expect(problems[0]).not.toContain(value);
  });

  it('names everything that is wrong in one error', () => {
    const problems = problemsOf({ KAFKA_BROKERS: undefined, DRY_RUN: 'maybe', FOLLOW_UP_PORT: '-1', LOG_LEVEL: 'x' });
    expect(problems.map((problem) => problem.split(':')[0]).sort()).toEqual([
      'DRY_RUN',
      'FOLLOW_UP_PORT',
      'KAFKA_BROKERS',
      'LOG_LEVEL',
    ]);
    expect(problems.join()).toMatch(/KAFKA_BROKERS: is required and not set/);
  });
});

describe('settingsTable', () => {
  it('lists names and defaults, and no default of a secret', () => {
    const table = settingsTable(FollowUpSettings);
    expect(table).toContain('| `FOLLOW_UP_DATABASE_URL` | required |');
    expect(table).toContain('| `FOLLOW_UP_PORT` | `3103` |');
    expect(table).toContain('| `SURVEY_DELAY` | `60s` |');
    expect(table).toContain('| `ADAPTER_KEYS` | none |');
  });
});
