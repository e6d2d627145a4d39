import { ServiceSettings, SettingsOf } from '#libs/service';

@SettingsOf({ service: 'intake', port: 3101 })
export class IntakeSettings extends ServiceSettings {}
