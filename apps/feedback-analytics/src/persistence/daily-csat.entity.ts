import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('daily_csat')
export class DailyCsatEntity {
  @PrimaryColumn('date') day!: string;
  @PrimaryColumn('text') channel!: string;
  @PrimaryColumn('text') queueId!: string;
  @Column('int8') n!: number;
  @Column('int8') positive!: number;
  @Column('float8') total!: number;
  @Column('int8') missing!: number;
}
