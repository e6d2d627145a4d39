import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('sent_message')
export class SentMessageEntity {
  @PrimaryColumn('uuid') messageId!: string;
  @Column('int4') version!: number;
  @Column('uuid') customerId!: string;
  @Column('uuid', { nullable: true }) caseId?: string;
  @Column('text', { nullable: true }) channelAccount?: string;
  @Column('text', { nullable: true }) externalId?: string;
  @Column('text', { nullable: true }) threadId?: string;
}
