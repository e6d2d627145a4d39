/** Why a survey is not sent: one rule, with its version. */
export interface Suppression {
  readonly rule: string;
  readonly reason: string;
}
