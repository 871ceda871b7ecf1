"""A WHEP player on GStreamer's webrtcbin: offer posted, answer set, pictures decoded by decodebin.

usage: receive.py <address of the WHEP endpoint> <pictures> <file>

Writes the last of so many pictures into the file as RGBA and prints one line of JSON about it: width, height, and the
codec the pictures came in. Ends with a sentence and status 1 when they don't come in time.
"""

import json
import sys
import urllib.parse
import urllib.request

import gi

gi.require_version("Gst", "1.0")
gi.require_version("GstSdp", "1.0")
gi.require_version("GstWebRTC", "1.0")
from gi.repository import GLib, Gst, GstSdp, GstWebRTC  # noqa: E402

PATIENCE_S = 40


class Player:
    def __init__(self, endpoint: str, pictures: int, path: str) -> None:
        self.endpoint = endpoint
        self.left = pictures
        self.path = path
        self.codec = ""
        self.resource = ""
        self.status = 1
        self.loop = GLib.MainLoop()
        self.pipeline = Gst.Pipeline.new("player")
        self.peer = Gst.ElementFactory.make("webrtcbin", "peer")
        self.peer.set_property("bundle-policy", GstWebRTC.WebRTCBundlePolicy.MAX_BUNDLE)
        self.pipeline.add(self.peer)
        self.peer.connect("on-negotiation-needed", self.offer)
        self.peer.connect("notify::ice-gathering-state", self.gathered)
        self.peer.connect("pad-added", self.show)
        caps = "application/x-rtp,media=video,clock-rate=90000,encoding-name=VP8,payload=96"
        self.peer.emit(
            "add-transceiver", GstWebRTC.WebRTCRTPTransceiverDirection.RECVONLY, Gst.Caps.from_string(caps)
        )

    def play(self) -> int:
        bus = self.pipeline.get_bus()
        bus.add_signal_watch()
        bus.connect("message::error", lambda _bus, message: self.fail(str(message.parse_error())))
        GLib.timeout_add_seconds(PATIENCE_S, lambda: self.fail(f"{self.left} pictures are missing."))
        self.pipeline.set_state(Gst.State.PLAYING)
        self.loop.run()
        self.pipeline.set_state(Gst.State.NULL)
        if self.status == 0:
            urllib.request.urlopen(urllib.request.Request(self.resource, method="DELETE"), timeout=5).close()
        return self.status

    def fail(self, sentence: str) -> bool:
        print(sentence, file=sys.stderr)
        self.loop.quit()
        return False

    def offer(self, _peer: Gst.Element) -> None:
        def made(promise: Gst.Promise) -> None:
            # The offer is the reply's: it must live as long.
            reply = promise.get_reply()
            self.peer.emit("set-local-description", reply.get_value("offer"), Gst.Promise.new())

        self.peer.emit("create-offer", None, Gst.Promise.new_with_change_func(made))

    def gathered(self, _peer: Gst.Element, _what: object) -> None:
        if self.peer.get_property("ice-gathering-state") == GstWebRTC.WebRTCICEGatheringState.COMPLETE:
            GLib.idle_add(self.post)

    def post(self) -> bool:
        offer = self.peer.get_property("local-description").sdp.as_text()
        request = urllib.request.Request(
            self.endpoint, data=offer.encode(), headers={"Content-Type": "application/sdp"}
        )
        try:
            with urllib.request.urlopen(request, timeout=10) as response:
                self.resource = urllib.parse.urljoin(self.endpoint, response.headers["Location"])
                answer = response.read()
        except OSError as error:
            body = error.read().decode() if hasattr(error, "read") else ""
            return self.fail(f"The endpoint answered: {error} {body}")
        _, sdp = GstSdp.SDPMessage.new_from_text(answer.decode())
        description = GstWebRTC.WebRTCSessionDescription.new(GstWebRTC.WebRTCSDPType.ANSWER, sdp)
        self.peer.emit("set-remote-description", description, Gst.Promise.new())
        return False

    def show(self, _peer: Gst.Element, pad: Gst.Pad) -> None:
        self.codec = pad.get_current_caps().get_structure(0).get_string("encoding-name")
        decoder = Gst.ElementFactory.make("decodebin", None)
        decoder.connect("pad-added", self.draw)
        self.pipeline.add(decoder)
        decoder.sync_state_with_parent()
        pad.link(decoder.get_static_pad("sink"))

    def draw(self, _decoder: Gst.Element, pad: Gst.Pad) -> None:
        bin = Gst.parse_bin_from_description(
            "queue ! videoconvert ! video/x-raw,format=RGBA ! appsink name=sink emit-signals=true sync=false", True
        )
        bin.get_by_name("sink").connect("new-sample", self.drawn)
        self.pipeline.add(bin)
        bin.sync_state_with_parent()
        pad.link(bin.get_static_pad("sink"))

    def drawn(self, sink: Gst.Element) -> Gst.FlowReturn:
        sample = sink.emit("pull-sample")
        self.left -= 1
        if self.left == 0:
            structure = sample.get_caps().get_structure(0)
            size = {"width": structure.get_value("width"), "height": structure.get_value("height")}
            buffer = sample.get_buffer()
            with open(self.path, "wb") as file:
                file.write(buffer.extract_dup(0, buffer.get_size()))
            print(json.dumps({**size, "codec": self.codec}), flush=True)
            self.status = 0
            GLib.idle_add(self.loop.quit)
        return Gst.FlowReturn.OK


if __name__ == "__main__":
    Gst.init(None)
    sys.exit(Player(sys.argv[1], int(sys.argv[2]), sys.argv[3]).play())
