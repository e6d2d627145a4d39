import { readFileSync } from 'node:fs';

const lookEveryMs = 500;

/** The processes above this one, as far as they belong to the `npm run` that started it: npm, mostly with a shell between. */
export function npmAbove() {
  if (process.env.npm_lifecycle_event === undefined) return [];
  const [program, option] = read(process.ppid, 'cmdline').split('\0');
  const grandparent = /(^|\/)\w*sh$/.test(program) && option === '-c' ? parentOf(process.ppid) : undefined;
  return grandparent === undefined ? [process.ppid] : [process.ppid, grandparent];
}

/**
 * Node has no event for the death of a parent; the system gives its children another one, and that is looked for.
 * @param chain the pid of the parent, and that of its parent if that one counts too
 */
export function whenParentIsGone(act, chain = [process.ppid]) {
  const [parent, grandparent] = chain;
  const timer = setInterval(() => {
    if (process.ppid === parent && (grandparent === undefined || parentOf(parent) === grandparent)) return;
    clearInterval(timer);
    act();
  }, lookEveryMs);
  timer.unref();
}

/** Field 4 of `/proc/<pid>/stat`; `undefined` on systems that have no such file. */
function parentOf(pid) {
  const stat = read(pid, 'stat');
  return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]) || undefined;
}

function read(pid, file) {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8');
  } catch {
    return '';
  }
}
