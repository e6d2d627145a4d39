const save = () => Promise.resolve(1);

export function run() {
  save();
}
