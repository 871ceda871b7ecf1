/** What the host tells → what the sessions and their audience do with it. */
import type { HostEvents } from "../host/host.ts";
import type { Sessions } from "./sessions.ts";

export function hostEvents(sessions: Sessions): HostEvents {
  return {
    contract(document, stores) {
      const { audience } = sessions;
      if (!sessions.setDocument(document)) return;
      audience.feeds.setTracks(document.tracks, stores);
      for (const client of audience.roster.all()) audience.welcome(client, undefined, false);
    },
    progress: (fraction, text) => sessions.setProgress(fraction, text),
    loaded: () => sessions.loaded(),
    frame(report, store) {
      // What a session made after its end was asked for belongs to no epoch.
      if (sessions.standing.session === null) return store.free(report.slot);
      sessions.frameMade();
      sessions.audience.feeds.accept(report, store, sessions.standing.epoch, sessions.audience.roster.driver?.id ?? "");
    },
    fates: (fates) => sessions.audience.settle(fates),
    message: (name, data) => sessions.audience.tellMessage(name, data),
    ended(code, message) {
      if (code === "model_error") sessions.log("error", "model_error", { cause: message });
      sessions.modelEnded(code, code === "model_error" ? "The model failed; the server's log has the cause." : message);
    },
    closed: () => sessions.hostClosed(),
    lost: (code, message, fatal) => sessions.hostLost(code, message, fatal),
    log: (level, text) => sessions.log(level, "model_log", { text }),
  };
}
