import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('customer_fact')
export class CustomerFactEntity {
  @PrimaryColumn('uuid') customerId!: string;
  @Column('int4') version!: number;
  @Column('int4') profileVersion!: number;
  @Column('text', { nullable: true }) segment?: string;
  @Column('text', { nullable: true }) tier?: string;
  @Column('uuid', { nullable: true }) mergedInto?: string;
  @Column('timestamptz', { nullable: true }) erasedAt?: Date;
  @Column('jsonb') comments!: string[];
}
