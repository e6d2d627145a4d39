/** Texts of a policy by their path in its folder, with `/`. */
export type PolicyTexts = Readonly<Record<string, string>>;

/** The rules of a company as they were applied at one time. What a version holds never changes. */
export interface PolicyVersion {
  /** Counts what was applied, from 1. */
  readonly version: number;
  /** Follows from the texts: the same ones have the same. */
  readonly hash: string;
  /** From the folder of the settings, or by command. */
  readonly origin: 'folder' | 'command';
  readonly appliedAt: Date;
  readonly appliedBy?: string;
  readonly note?: string;
  /** Every instance goes by it from then on, at the same time. */
  readonly inForceFrom: Date;
}

export interface StoredPolicy extends PolicyVersion {
  readonly files: PolicyTexts;
}

/** What decisions carry: which version, and what it holds. */
export const versionName = ({ version, hash }: Pick<PolicyVersion, 'version' | 'hash'>): string =>
  `${String(version)}@${hash}`;
