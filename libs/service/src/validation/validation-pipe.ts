import { ValidationPipe, type ValidationError } from '@nestjs/common';
import { limits, type FieldError } from '#libs/contracts';
import { InvalidFields } from '../problems/invalid-fields.js';

/** Checks DTOs completely: unknown fields are refused, and all wrong fields are named in one answer. */
export function validationPipe(): ValidationPipe {
  return new ValidationPipe({
    transform: true,
    whitelist: true,
    forbidNonWhitelisted: true,
    stopAtFirstError: false,
    validationError: { target: false, value: false },
    exceptionFactory: (errors) => new InvalidFields(fieldErrors(errors).slice(0, limits.fieldErrors)),
  });
}

/** One entry for each broken rule, with the path dotted: `answers.0.score`. */
export function fieldErrors(errors: readonly ValidationError[], parents: readonly string[] = []): FieldError[] {
  return errors.flatMap(({ property, constraints, children }) => {
    const path = [...parents, property];
    const own = Object.entries(constraints ?? {}).map(([rule, message]) => fieldError(path, rule, message));
    return [...own, ...fieldErrors(children ?? [], path)];
  });
}

/** class-validator's messages start with the property, and the limit is the only number in them. */
function fieldError(path: readonly string[], rule: string, message: string): FieldError {
  const field = path.join('.');
  if (rule === 'whitelistValidation') return { field, problem: 'is not a field of this request' };
  const property = path.at(-1) ?? '';
  const problem = message.startsWith(`${property} `) ? message.slice(property.length + 1) : message;
  const limit = /min|max|size|length/i.test(rule) ? /-?\d+(\.\d+)?/.exec(problem)?.[0] : undefined;
  return { field, problem, ...(limit !== undefined && { limit: Number(limit) }) };
}
