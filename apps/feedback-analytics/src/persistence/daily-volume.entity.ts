import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Facts without a channel or a queue have '' there: a key cannot be NULL. */
@Entity('daily_volume')
export class DailyVolumeEntity {
  @PrimaryColumn('date') day!: string;
  @PrimaryColumn('text') channel!: string;
  @PrimaryColumn('text') queueId!: string;
  @Column('int8') received!: number;
  @Column('int8') contacted!: number;
  @Column('int8') casesOpened!: number;
  @Column('int8') casesReopened!: number;
  @Column('int8') casesClosed!: number;
  @Column('int8') surveysInvited!: number;
  @Column('int8') surveysAnswered!: number;
  @Column('int8') messagesSent!: number;
  @Column('int8') messagesDelivered!: number;
  @Column('int8') messagesFailed!: number;
}
