/** Offset between the server's clock and this one, from the ping with the smallest round trip among the last 16. */
export class ClockOffset {
  #pings: { readonly offset: number; readonly trip: number }[] = [];

  /** Takes an answered ping: when it was sent and answered here, and the server's clock between. All in µs. */
  add(sent: number, server: number, received: number): void {
    const trip = Math.max(0, received - sent);
    this.#pings.push({ offset: server - (sent + trip / 2), trip });
    if (this.#pings.length > 16) this.#pings.shift();
  }

  /** Forgets every ping: the next link may lead to another server. */
  clear(): void {
    this.#pings = [];
  }

  /** Server time minus local time, and by how much it may be wrong (half the round trip); null before the first pong. */
  get best(): { readonly offset: number; readonly uncertainty: number } | null {
    let best = this.#pings[0];
    if (best === undefined) return null;
    for (const ping of this.#pings) if (ping.trip < best.trip) best = ping;
    return { offset: best.offset, uncertainty: best.trip / 2 };
  }
}
