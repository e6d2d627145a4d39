import { Injectable } from '@nestjs/common';
import { DomainError } from '#libs/messaging';
import { PolicyCompiler, type Compiled, type PolicyChange, type PolicyRules } from './policy-compiler.js';
import { PolicyInForce } from './policy-in-force.js';
import { PolicyStore } from './policy-store.js';
import { inForceAfterMs } from './start-policy.js';
import type { PolicyTexts, PolicyVersion, StoredPolicy } from './policy-version.js';

export interface ApplyCommand {
  readonly files: PolicyTexts;
  readonly expected?: number;
  readonly appliedBy: string;
  readonly note?: string;
}

export interface Applied extends PolicyVersion {
  /** Whether it is a new version; what was the newest already is not stored again. */
  readonly isNew: boolean;
}

/** Checks, compares and applies policies. */
@Injectable()
export class ChangePolicy {
  constructor(
    private readonly store: PolicyStore,
    private readonly compiler: PolicyCompiler,
    private readonly inForce: PolicyInForce,
  ) {}

  check(files: PolicyTexts): Compiled {
    return this.compiler.compile(files);
  }

  /** @throws DomainError `unknown-policy`, and `policy-invalid` of texts with mistakes */
  async compare(
    files: PolicyTexts,
    against?: number,
  ): Promise<{ readonly against?: PolicyVersion; readonly changes: readonly PolicyChange[] }> {
    this.rulesOf(files);
    const number = against ?? (await this.store.newest()).policy?.version;
    if (number === undefined) return { changes: this.compiler.compare({}, files) };
    const { files: before, ...version } = await this.find(number);
    return { against: version, changes: this.compiler.compare(before, files) };
  }

  /**
   * All of it or nothing. Clocks that run go on by what they began with.
   * @throws DomainError `policy-invalid`, `policy-stale`
   */
  async apply({ files, expected, appliedBy, note }: ApplyCommand): Promise<Applied> {
    const { hash, rules } = this.rulesOf(files);
    const { calendars } = rules.time;
    const policy = {
      files,
      hash,
      origin: 'command' as const,
      calendars,
      appliedBy,
      ...(note !== undefined && { note }),
    };
    const options = { delayMs: inForceAfterMs, ...(expected !== undefined && { expected }) };
    const added = await this.store.add(policy, options);
    if (added.outcome !== 'stale') return { ...added.policy, isNew: added.outcome === 'added' };
    const { latest } = added;
    throw new DomainError(
      'policy-stale',
      `another policy was applied meanwhile: version ${String(latest)}`,
      'conflict',
      {
        ...{ expected, latest },
      },
    );
  }

  /** @throws DomainError `unknown-policy` */
  async find(version: number): Promise<StoredPolicy> {
    const found = await this.store.find(version);
    if (found) return found;
    throw new DomainError('unknown-policy', 'there is no such version of the policy', 'not-found', { version });
  }

  /** What this instance goes by. */
  get current(): PolicyVersion | undefined {
    return this.inForce.version;
  }

  private rulesOf(files: PolicyTexts): { readonly hash: string; readonly rules: PolicyRules } {
    const { hash, problems, rules } = this.compiler.compile(files);
    if (rules) return { hash, rules };
    const errors = problems.slice(0, 100).map(({ file, line, rule, message }) => ({
      field: line === undefined ? file : `${file}:${String(line)}`,
      problem: `${rule}: ${message}`,
    }));
    throw new DomainError('policy-invalid', 'the policy has mistakes, and nothing of it was applied', 'invalid', {
      errors,
    });
  }
}
