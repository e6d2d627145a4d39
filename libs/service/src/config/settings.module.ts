import type { DynamicModule } from '@nestjs/common';
import { loadSettings, type Environment } from './load-settings.js';
import { ServiceSettings } from './service.settings.js';
import type { SettingsClass } from './setting.js';

/** Where settings are read from; tests provide their own, a service has none and reads `process.env`. */
export const SETTINGS_ENVIRONMENT = Symbol('settings environment');

class SettingsModule {}

/** Provides one frozen instance everywhere, under the class itself and under `ServiceSettings`. */
export function settingsModule<S extends ServiceSettings>(settingsClass: SettingsClass<S>): DynamicModule {
  return {
    module: SettingsModule,
    global: true,
    providers: [
      {
        provide: settingsClass,
        inject: [{ token: SETTINGS_ENVIRONMENT, optional: true }],
        useFactory: (env?: Environment) => loadSettings(settingsClass, env),
      },
      { provide: ServiceSettings, useExisting: settingsClass },
    ],
    exports: [settingsClass, ServiceSettings],
  };
}
