import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Channel } from '../domain/contact.js';

@Entity('suggested_answer')
export class SuggestedAnswerEntity {
  @PrimaryColumn('uuid') answerId!: string;
  @Column('int4') version!: number;
  @Column('uuid') interactionId!: string;
  @Column('uuid') customerId!: string;
  @Column('uuid') caseId!: string;
  @Column('text') articleId!: string;
  @Column('text') language!: string;
  @Column('text') channel!: Channel;
  @Column('text') status!: 'suggested' | 'accepted' | 'refused';
  @Column('timestamptz') suggestedAt!: Date;
  @Column('timestamptz', { nullable: true }) decidedAt?: Date;
}
