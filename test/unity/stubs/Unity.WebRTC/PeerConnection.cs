// Pages are under https://docs.unity3d.com/Packages/com.unity.webrtc@3.0/api/, named at the end of each line.
using System;
using System.Collections.Generic;
using UnityEngine;

namespace Unity.WebRTC
{
    public class RTCPeerConnection : IDisposable // Unity.WebRTC.RTCPeerConnection
    {
        private RTCSessionDescription _local;

        public RTCPeerConnection(ref RTCConfiguration configuration) // Unity.WebRTC.RTCPeerConnection#Unity_WebRTC_RTCPeerConnection__ctor_Unity_WebRTC_RTCConfiguration__
        {
            if (configuration.iceServers == null) throw new ArgumentException("iceServers is null.");
            IceServers = configuration.iceServers;
            All.Add(this);
        }

        public DelegateOnTrack OnTrack { get; set; } // Unity.WebRTC.RTCPeerConnection#Unity_WebRTC_RTCPeerConnection_OnTrack

        public DelegateOnConnectionStateChange OnConnectionStateChange { get; set; } // Unity.WebRTC.RTCPeerConnection#Unity_WebRTC_RTCPeerConnection_OnConnectionStateChange

        public RTCIceGatheringState GatheringState => RTCIceGatheringState.Complete; // Unity.WebRTC.RTCPeerConnection#Unity_WebRTC_RTCPeerConnection_GatheringState

        public RTCSessionDescription LocalDescription => _local; // Unity.WebRTC.RTCPeerConnection#Unity_WebRTC_RTCPeerConnection_LocalDescription

        internal static List<RTCPeerConnection> All { get; } = new List<RTCPeerConnection>();

        internal RTCRtpTransceiver Transceiver { get; } = new RTCRtpTransceiver();

        internal VideoStreamTrack Video { get; } = new VideoStreamTrack();

        internal RTCIceServer[] IceServers { get; }

        internal string Answer { get; private set; }

        internal bool IsClosed { get; private set; }

        internal bool IsDisposed { get; private set; }

        public RTCRtpTransceiver AddTransceiver(TrackKind kind, RTCRtpTransceiverInit init = null) // Unity.WebRTC.RTCPeerConnection#Unity_WebRTC_RTCPeerConnection_AddTransceiver_Unity_WebRTC_TrackKind_Unity_WebRTC_RTCRtpTransceiverInit_
        {
            if (kind != TrackKind.Video || init?.direction != RTCRtpTransceiverDirection.RecvOnly)
                throw new NotSupportedException("The stub receives one video.");
            return Transceiver;
        }

        public RTCSessionDescriptionAsyncOperation CreateOffer() // Unity.WebRTC.RTCPeerConnection#Unity_WebRTC_RTCPeerConnection_CreateOffer_Unity_WebRTC_RTCOfferAnswerOptions__
        {
            return new RTCSessionDescriptionAsyncOperation
            {
                Desc = new RTCSessionDescription { type = RTCSdpType.Offer, sdp = "v=0 offer" },
            };
        }

        public RTCSetSessionDescriptionAsyncOperation SetLocalDescription(ref RTCSessionDescription desc) // Unity.WebRTC.RTCPeerConnection#Unity_WebRTC_RTCPeerConnection_SetLocalDescription_Unity_WebRTC_RTCSessionDescription__
        {
            _local = desc;
            return new RTCSetSessionDescriptionAsyncOperation();
        }

        public RTCSetSessionDescriptionAsyncOperation SetRemoteDescription(ref RTCSessionDescription desc) // Unity.WebRTC.RTCPeerConnection#Unity_WebRTC_RTCPeerConnection_SetRemoteDescription_Unity_WebRTC_RTCSessionDescription__
        {
            Answer = desc.sdp;
            OnTrack?.Invoke(new RTCTrackEvent { Track = Video });
            return new RTCSetSessionDescriptionAsyncOperation();
        }

        public void Close() => IsClosed = true; // Unity.WebRTC.RTCPeerConnection#Unity_WebRTC_RTCPeerConnection_Close

        public void Dispose() // Unity.WebRTC.RTCPeerConnection#Unity_WebRTC_RTCPeerConnection_Dispose
        {
            if (!Video.IsDisposed && Video.StoppedAt >= 0) throw new InvalidOperationException("Dispose the track before its connection.");
            if (Video.StoppedAt == Time.frameCount) throw new InvalidOperationException("Leave a frame between Stop and Dispose.");
            IsDisposed = true;
        }
    }
}
