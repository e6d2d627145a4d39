/** For the operator to read as it is; the program ends with `exitCode`: 1 = could not be done, 2 = asked wrongly. */
export class OpsFailure extends Error {
  override readonly name = 'OpsFailure';

  constructor(
    message: string,
    readonly exitCode: 1 | 2 = 1,
  ) {
    super(message);
  }
}
