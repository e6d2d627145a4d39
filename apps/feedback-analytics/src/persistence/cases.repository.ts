import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { CaseReader } from '../application/case-reader.js';
import type { CaseRecord } from '../domain/facts/case-record.js';
import { CaseRecordEntity } from './record-entities.js';
import { withoutNulls } from './without-nulls.js';

const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

@Injectable()
export class CasesRepository extends CaseReader {
  constructor(private readonly database: DataSource) {
    super();
  }

  override async find(idOrReference: string): Promise<CaseRecord | undefined> {
    const where = uuid.test(idOrReference) ? { caseId: idOrReference } : { reference: idOrReference.toUpperCase() };
    const found = await this.database.getRepository(CaseRecordEntity).findOneBy(where);
    return found === null ? undefined : withoutNulls(found);
  }
}
