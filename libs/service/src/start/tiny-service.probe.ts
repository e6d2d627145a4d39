import { Controller, Get, Module, Post } from '@nestjs/common';
import { databaseModule } from '#libs/persistence';
import { ServiceSettings } from '../config/service.settings.js';
import { settingsModule } from '../config/settings.module.js';
import { SettingsOf } from '../config/setting.js';
import { startService } from './start-service.js';

/** The smallest service, run as a process of its own by `start-service.int-spec.ts`. */
@SettingsOf({ service: 'tiny', port: 0 })
class TinySettings extends ServiceSettings {}

@Controller()
class TinyController {
  @Post('echo')
  echo(): never {
    throw new Error('a defect');
  }

  @Get('never')
  never(): Promise<never> {
    return new Promise(() => undefined);
  }

  @Get('forgotten')
  forgotten(): object {
    setImmediate(() => void Promise.reject(new Error('nobody waited for this')));
    return {};
  }
}

@Module({
  imports: [settingsModule(TinySettings), databaseModule({ settings: ServiceSettings, entities: [], migrations: [] })],
  controllers: [TinyController],
})
class TinyModule {}

await startService(TinyModule, { name: 'tiny' });
