import { IsTimeZone, Min } from 'class-validator';
import { ServiceSettings, Setting, SettingsOf } from '#libs/service';

@SettingsOf({ service: 'feedback-analytics', port: 3104 })
export class FeedbackAnalyticsSettings extends ServiceSettings {
  @Setting('REPORT_TIME_ZONE', { default: 'UTC', help: 'where a day of the reports begins, such as Europe/Bucharest' })
  @IsTimeZone({ message: 'must be a time zone of the IANA list, such as Europe/Bucharest' })
  readonly reportTimeZone!: string;

  @Setting('FIGURES_EVERY', {
    as: 'duration',
    default: 60_000,
    help: 'how often figures that changed are published',
  })
  @Min(500, { message: 'must be at least 500ms' })
  readonly figuresEveryMs!: number;
}
