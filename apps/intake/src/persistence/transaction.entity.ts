import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('customer_transaction')
export class TransactionEntity {
  @PrimaryColumn('uuid') transactionId!: string;
  @Column('int4') version!: number;
  @Column('uuid') customerId!: string;
  @Column('text') bodyHash!: string;
  @Column('timestamptz') receivedAt!: Date;
}
