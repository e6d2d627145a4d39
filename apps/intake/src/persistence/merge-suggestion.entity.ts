import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { MergeSuggestion, SuggestionReason } from '../application/customer-records.js';

@Entity('merge_suggestion')
export class MergeSuggestionEntity {
  @PrimaryColumn('uuid') suggestionId!: string;
  @Column('int4') version!: number;
  @Column('uuid') customerId!: string;
  @Column('uuid') otherId!: string;
  @Column('text') reason!: SuggestionReason;
  @Column('timestamptz') suggestedAt!: Date;
  @Column('text') state!: MergeSuggestion['state'];
  @Column('text', { nullable: true }) decidedBy?: string;
  @Column('timestamptz', { nullable: true }) decidedAt?: Date;
}
