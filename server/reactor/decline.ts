/** A request of Reactor's API that is declined: its status, and the sentence that goes into `{"detail": …}`. */
export class Decline extends Error {
  override readonly name = "Decline";
  readonly status: number;

  constructor(status: number, detail: string) {
    super(detail);
    this.status = status;
  }
}
