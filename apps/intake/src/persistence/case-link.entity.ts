import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Without personal data: both ids of a link are derived, and the customer's is a pseudonym. */
@Entity('case_link')
export class CaseLinkEntity {
  @PrimaryColumn('uuid') linkId!: string;
  @Column('int4') version!: number;
  @Column('uuid') caseId!: string;
  @Column('uuid') customerId!: string;
  @Column('bool') isOurs!: boolean;
}
