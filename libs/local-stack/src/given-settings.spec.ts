import { describe, expect, it } from '@jest/globals';
import { readGivenSettings } from './given-settings.js';

const urls = {
  INTAKE_DATABASE_URL: 'postgres://h/intake',
  ROUTING_DATABASE_URL: 'postgres://h/routing',
  FOLLOW_UP_DATABASE_URL: 'postgres://h/follow_up',
  FEEDBACK_ANALYTICS_DATABASE_URL: 'postgres://h/feedback_analytics',
};

describe('servers given by the settings', () => {
  it('starts everything when nothing is given, or only blanks', () => {
    expect(readGivenSettings({ KAFKA_BROKERS: ' , ', INTAKE_DATABASE_URL: '' })).toEqual({
      brokers: undefined,
      databaseUrls: undefined,
    });
  });

  it('takes Kafka and Postgres each by itself', () => {
    expect(readGivenSettings({ KAFKA_BROKERS: 'a:9092, b:9092' })).toEqual({
      brokers: ['a:9092', 'b:9092'],
      databaseUrls: undefined,
    });
    const { brokers, databaseUrls } = readGivenSettings(urls);
    expect(brokers).toBeUndefined();
    expect(databaseUrls?.get('feedback-analytics')).toBe('postgres://h/feedback_analytics');
  });

  it('refuses half a set of databases, and names what is missing', () => {
    const { ROUTING_DATABASE_URL: _missing, ...rest } = urls;
    expect(() => readGivenSettings(rest)).toThrow('ROUTING_DATABASE_URL is not set');
  });
});
