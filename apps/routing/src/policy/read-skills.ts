import type { YamlNode } from '#libs/templates';
import type { Requirement } from '../domain/engine/engine-model.js';

interface Names {
  readonly skills: readonly string[];
}

export function skillIn(node: YamlNode, skill: string, { skills }: Names): string | undefined {
  if (skills.includes(skill)) return skill;
  return node.refuse('unknown-skill', `there is no skill "${skill}" under skills`);
}

/** `tax:3`, `hu:2!` with `!` for what is never given up; without a level, any will do. */
export function readRequirements(node: YamlNode, names: Names): readonly Requirement[] {
  const found = node.list().flatMap((entry) => requirementOf(entry, names) ?? []);
  const twice = found.find(({ skill }, index) => found.findIndex((other) => other.skill === skill) < index);
  if (twice) node.refuse('duplicate', `the skill "${twice.skill}" is asked for twice`);
  return found;
}

function requirementOf(node: YamlNode, names: Names): Requirement | undefined {
  const text = node.text();
  if (text === undefined) return undefined;
  const [, name = '', level = '1', firm] = /^([^:!\s]+)(?::(\d+))?(!)?$/.exec(text) ?? [];
  if (name === '') return node.refuse('skill', `"${text}" is no skill such as tax, tax:3 or hu:2!`);
  if (Number(level) < 1 || Number(level) > 5)
    return node.refuse('skill.impossible', `nobody has ${name} at level ${level}: levels are 1 to 5`);
  const skill = skillIn(node, name, names);
  return skill === undefined ? undefined : { skill, level: Number(level), ...(firm !== undefined && { firm: true }) };
}
