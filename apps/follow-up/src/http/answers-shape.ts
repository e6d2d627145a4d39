import { ValidatorConstraint, type ValidatorConstraintInterface } from 'class-validator';

const mostItems = 200;
const mostCharacters = 16_000;

/** Numbers and texts by name; which names there are only the survey knows. */
@ValidatorConstraint({ name: 'answersShape' })
export class AnswersShape implements ValidatorConstraintInterface {
  validate(value: unknown): boolean {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
    const values = Object.values(value) as unknown[];
    return (
      values.length <= mostItems &&
      values.every((one) =>
        typeof one === 'string' ? one.length <= mostCharacters : typeof one === 'number' && Number.isFinite(one),
      )
    );
  }

  defaultMessage(): string {
    return `must hold at most ${String(mostItems)} numbers or texts of at most ${String(mostCharacters)} characters`;
  }
}
