import { settingsOf, type SettingDeclaration, type SettingsClass } from './setting.js';

/** The settings as a Markdown table, for a README. */
export function settingsTable(settingsClass: SettingsClass): string {
  const rows = settingsOf(settingsClass).map(
    (setting) => `| \`${setting.variable}\` | ${standard(setting)} | ${setting.help} |`,
  );
  return ['| setting | default | meaning |', '| --- | --- | --- |', ...rows].join('\n');
}

function standard(setting: SettingDeclaration): string {
  if (setting.secret === true) return setting.optional === true ? 'none' : 'required';
  if (setting.default === undefined) return setting.optional === true ? 'none' : 'required';
  if (setting.as === 'duration') return `\`${Number(setting.default) / 1000}s\``;
  return `\`${[setting.default].flat().map(String).join(',')}\``;
}
