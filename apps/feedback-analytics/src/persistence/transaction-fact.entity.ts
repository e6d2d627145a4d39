import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('transaction_fact')
export class TransactionFactEntity {
  @PrimaryColumn('uuid') transactionId!: string;
  @Column('uuid') customerId!: string;
  @Column('text') kind!: string;
  /** Text, so that no digit of money is lost. */
  @Column('text', { nullable: true }) amount?: string;
  @Column('text', { nullable: true }) currency?: string;
  @Column('text', { nullable: true }) brand?: string;
  @Column('text', { nullable: true }) site?: string;
  @Column('text', { nullable: true }) product?: string;
  @Column('timestamptz') occurredAt!: Date;
  @Column('date') day!: string;
  @Column('timestamptz') recordedAt!: Date;
}
