import { describe, expect, it } from '@jest/globals';
import {
  Column,
  CreateDateColumn,
  Entity,
  ManyToOne,
  PrimaryColumn,
  PrimaryGeneratedColumn,
  type Relation,
} from 'typeorm';
import { appendTable, stateTable, tallyTable } from './unit-tables.js';

class Tracked {
  @PrimaryColumn('uuid') caseId!: string;
  @Column({ type: 'int4' }) version!: number;
}

@Entity('support_case')
class CaseRow extends Tracked {
  @Column() reference!: string;
  @Column({ type: 'timestamptz', nullable: true }) firstResponseDueAt?: Date;
  @Column({ type: 'jsonb' }) needs!: string[];
  @Column({ name: 'is_vip', type: 'boolean' }) vip!: boolean;
  @CreateDateColumn({ type: 'timestamptz' }) insertedAt!: Date;
}

@Entity()
class RoutingCommand {
  @PrimaryGeneratedColumn('identity', { type: 'bigint' }) id!: string;
  @Column('text') kind!: string;
}

@Entity()
class DailyVolume {
  @PrimaryColumn('date') day!: string;
  @PrimaryColumn('text') channel!: string;
  @Column('bigint') contacts!: number;
  @Column('double precision') seconds!: number;
}

@Entity()
class Broken {
  @PrimaryColumn('uuid') id!: string;
  @Column({ type: 'int4' }) version!: number;
  @Column({ type: 'text', array: true }) tags!: string[];
}

@Entity()
class Money {
  @PrimaryColumn('uuid') id!: string;
  @Column('numeric') amount!: string;
}

@Entity()
class Related {
  @PrimaryColumn('uuid') id!: string;
  @ManyToOne(() => Money) money!: Relation<Money>;
}

describe('stateTable', () => {
  it('takes table, columns and types from the decorators, inherited ones too', () => {
    const { columns, ...rest } = stateTable(CaseRow, { key: 'caseId' });
    expect(rest).toEqual({ kind: 'state', table: 'support_case', key: 'caseId' });
    expect(columns).toHaveLength(6);
    expect(columns).toEqual(
      expect.arrayContaining([
        { property: 'caseId', column: 'case_id', type: 'uuid' },
        { property: 'version', column: 'version', type: 'int4' },
        { property: 'reference', column: 'reference', type: 'text' },
        { property: 'firstResponseDueAt', column: 'first_response_due_at', type: 'timestamptz' },
        { property: 'needs', column: 'needs', type: 'jsonb' },
        { property: 'vip', column: 'is_vip', type: 'bool' },
      ]),
    );
  });

  it('refuses a key that is not the primary key, and an entity without a version', () => {
    expect(() => stateTable(CaseRow, { key: 'reference' })).toThrow(/CaseRow\.reference: the key .* @PrimaryColumn/);
    expect(() => stateTable(RoutingCommand, { key: 'id' })).toThrow(/RoutingCommand\.id: .* cannot be generated/);
    expect(() => stateTable(Related, { key: 'id' })).toThrow(/Related\.money: relations/);
  });

  it('names entity, column and the way out for a type that it cannot write', () => {
    expect(() => stateTable(Broken, { key: 'id' })).toThrow(
      "Broken.tags: arrays cannot be written by the unit of work: use 'jsonb'",
    );
    expect(() => appendTable(Money)).toThrow(/Money\.amount: type numeric .* use 'text' for money/);
  });
});

describe('appendTable', () => {
  it('leaves out what the database generates', () => {
    expect(appendTable(RoutingCommand, { notify: 'routing' })).toEqual({
      kind: 'append',
      table: 'routing_command',
      columns: [{ property: 'kind', column: 'kind', type: 'text' }],
      notify: 'routing',
    });
  });

  it('refuses a class that is no entity', () => {
    expect(() => appendTable(Tracked)).toThrow('Tracked is not an entity');
  });
});

describe('tallyTable', () => {
  it('needs the whole primary key and numbers beside it', () => {
    const table = tallyTable(DailyVolume, { key: ['day', 'channel'] });
    expect(table.columns.map((column) => column.type).sort()).toEqual(['date', 'float8', 'int8', 'text']);
    expect(() => tallyTable(DailyVolume, { key: ['day'] })).toThrow(/exactly its @PrimaryColumns/);
    expect(() => tallyTable(CaseRow, { key: ['caseId'] })).toThrow(/CaseRow\.reference: only int4, int8 and float8/);
  });
});
