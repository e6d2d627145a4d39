import { describe, expect, it } from '@jest/globals';
import { parseJavaVersion } from './java.js';

describe('the version of Java', () => {
  it.each([
    ['openjdk version "17.0.15" 2025-04-15', 17],
    ['java version "1.8.0_392"', 8],
    ['openjdk version "24-ea" 2025-03-18', 24],
    ['Picked up JAVA_TOOL_OPTIONS: -Xmx1g\nopenjdk version "21" 2023-09-19 LTS', 21],
    ['', undefined],
    ['The operation could not be completed. Unable to locate a Java Runtime.', undefined],
  ])('%j', (text, version) => {
    expect(parseJavaVersion(text)).toBe(version);
  });
});
