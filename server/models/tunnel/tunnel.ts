import { command, Model, paint, type Session, videoOut } from "worldport";
import { z } from "zod";
const wave = (n: number) => Math.abs(n - Math.floor(n) - 0.5) - 0.25;
export default class Tunnel extends Model {
  static readonly id = "tunnel";
  static readonly tracks = { main: videoOut({ width: 640, height: 360, fps: 30 }) };
  speed = 1;
  @command("Fly faster or slower.", { speed: z.number().min(0).max(4).default(1) })
  setSpeed({ speed }: { speed: number }) { this.speed = speed; }
  async *startSession(session: Session) {
    for (let flown = 0; ; flown += this.speed / 60) yield paint(session.frame(), (x, y) => {
      const radius = Math.sqrt((x - 320) ** 2 + (y - 180) ** 2) + 1, far = 60 / radius + flown, light = Math.min(1, radius / 190);
      const wall = wave(far * 2) * wave(Math.atan2(y - 180, x - 320) * 1.2732 + far / 3), glow = light / (1 + 9e3 * wall * wall);
      return ((255 * glow) << 16) | (((wall > 0 ? 20 : 70) * light + 130 * glow) << 8) | (90 * light + 150 * glow); });
  } }
