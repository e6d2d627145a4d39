import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('delivery')
export class DeliveryEntity {
  @PrimaryColumn('uuid') messageId!: string;
  @Column('int4') version!: number;
  @Column('uuid') responseId!: string;
  @Column('uuid') customerId!: string;
  @Column('text') state!: string;
  @Column('text', { nullable: true }) reason?: string;
  @Column('timestamptz') changedAt!: Date;
}
