import { Kafka } from 'kafkajs';

export const clock = Kafka;
