import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { AnswerRecords } from '../application/records.js';
import type { SuggestedAnswer } from '../domain/suggested-answer.js';
import { SuggestedAnswerEntity } from './suggested-answer.entity.js';

@Injectable()
export class AnswerRepository extends AnswerRecords {
  constructor(private readonly database: DataSource) {
    super();
  }

  async find(answerId: string): Promise<SuggestedAnswer | undefined> {
    return (await this.database.getRepository(SuggestedAnswerEntity).findOneBy({ answerId })) ?? undefined;
  }
}
