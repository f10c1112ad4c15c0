/** How many messages of one channel run at the same time, so that one slow receiver holds up no other. */
const cautious = 4;
/** Of one that has just answered at once. */
const quick = 16;
const quickMs = 250;

/** What this sender has on its way to each channel. */
export class ChannelLoad {
  private readonly channels = new Map<string, { running: number; places: number }>();

  placesOf(channelId: string): number {
    const { running, places } = this.of(channelId);
    return Math.max(0, places - running);
  }

  busyChannelIds(): string[] {
    return [...this.channels.keys()].filter((id) => this.placesOf(id) === 0);
  }

  begin(channelId: string): void {
    const load = this.of(channelId);
    load.running += 1;
    this.channels.set(channelId, load);
  }

  end(channelId: string): void {
    this.of(channelId).running -= 1;
  }

  note(channelId: string, durationMs: number): void {
    this.of(channelId).places = durationMs <= quickMs ? quick : cautious;
  }

  private of(channelId: string): { running: number; places: number } {
    return this.channels.get(channelId) ?? { running: 0, places: cautious };
  }
}
