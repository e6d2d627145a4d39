import { Column, Entity, PrimaryColumn } from 'typeorm';

/** The combinations of slices that there are, by cuboid. NULL where the cuboid does not keep a slice apart. */
@Entity('figure_slice')
export class FigureSliceEntity {
  @PrimaryColumn('uuid') sliceId!: string;
  @Column('text') cuboid!: string;
  @Column('text', { nullable: true }) channel?: string;
  @Column('text', { nullable: true }) queue?: string;
  @Column('text', { nullable: true }) team?: string;
  @Column('text', { nullable: true }) agent?: string;
  @Column('text', { nullable: true }) kind?: string;
  @Column('text', { nullable: true }) need?: string;
  @Column('text', { nullable: true }) segment?: string;
  @Column('text', { nullable: true }) tier?: string;
  @Column('text', { nullable: true }) brand?: string;
  @Column('text', { nullable: true }) site?: string;
  @Column('text', { nullable: true }) product?: string;
  @Column('text', { nullable: true }) topic?: string;
}

class FigureCell {
  @PrimaryColumn('text') cuboid!: string;
  @PrimaryColumn('text') measure!: string;
  @PrimaryColumn('timestamptz') period!: Date;
  @PrimaryColumn('uuid') sliceId!: string;
  @PrimaryColumn('text') variant!: string;
}

@Entity('figure_sum')
export class FigureSumEntity extends FigureCell {
  @Column('int8') n!: number;
  @Column('int8') part!: number;
  @Column('int8') part2!: number;
  @Column('int8') part3!: number;
  @Column('int8') total!: number;
  @Column('int8') squares!: number;
  @Column('int8') missing!: number;
  /** Changes that came after the day had settled. */
  @Column('int8') late!: number;
}

/** Sketches of percentiles, bin by bin. */
@Entity('figure_bin')
export class FigureBinEntity extends FigureCell {
  @PrimaryColumn('int4') bin!: number;
  @Column('int8') count!: number;
}

/** What of a day was published of a measure, and what not yet. */
@Entity('figure_touched')
export class FigureTouchedEntity {
  @PrimaryColumn('text') measure!: string;
  @PrimaryColumn('timestamptz') period!: Date;
  @Column('int8') changes!: number;
  @Column('int8') published!: number;
}
