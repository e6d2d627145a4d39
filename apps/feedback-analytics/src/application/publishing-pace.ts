/** How often figures that changed are published: more often tells the same day again and again. */
export class PublishingPace {
  constructor(readonly everyMs: number) {}
}
