import { describeLog } from '../log/log.suite.js';
import { KafkajsLog } from './kafkajs-log.js';

const brokers = (process.env['KAFKA_BROKERS'] ?? '').split(',');

describeLog('KafkajsLog', () => new KafkajsLog({ brokers, clientId: 'log-suite' }));
