import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('customer')
export class CustomerEntity {
  @PrimaryColumn('uuid') customerId!: string;
  @Column('int4') version!: number;
  @Column('int4') profileVersion!: number;
  @Column('text', { nullable: true }) language?: string;
  @Column('text', { nullable: true }) segment?: string;
  @Column('text', { nullable: true }) tier?: string;
  @Column('text', { nullable: true }) timeZone?: string;
  @Column('jsonb', { nullable: true }) quietHours?: object;
  @Column('bool') isConsentRefused!: boolean;
  @Column('bool') isOptedOut!: boolean;
  @Column('uuid', { nullable: true }) mergedInto?: string;
  @Column('jsonb') mergedFrom!: string[];
  @Column('timestamptz', { nullable: true }) erasedAt?: Date;
  @Column('jsonb') commentedSurveys!: string[];
}
