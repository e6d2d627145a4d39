export function label(kind: 'inquiry' | 'complaint') {
  switch (kind) {
    case 'inquiry':
      return 'asks';
  }
  return 'none';
}
