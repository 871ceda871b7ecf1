// Pages are under https://docs.unity3d.com/Packages/com.unity.webrtc@3.0/api/, named at the end of each line.
// Nothing is sent: offers are a word, and a test makes the picture arrive.
using System;
using System.Collections;
using System.Collections.Generic;
using UnityEngine;

namespace Unity.WebRTC
{
    public delegate void DelegateOnTrack(RTCTrackEvent e); // Unity.WebRTC.DelegateOnTrack

    public delegate void DelegateOnConnectionStateChange(RTCPeerConnectionState state); // Unity.WebRTC.DelegateOnConnectionStateChange

    public delegate void OnVideoReceived(Texture renderer); // Unity.WebRTC.OnVideoReceived

    public static class WebRTC // Unity.WebRTC.WebRTC
    {
        /// <summary>How many run: one is right.</summary>
        internal static int Pumps { get; private set; }

        /// <summary>Ticks of all of them together.</summary>
        internal static int Pumped { get; private set; }

        public static IEnumerator Update() // Unity.WebRTC.WebRTC#Unity_WebRTC_WebRTC_Update
        {
            Pumps++;
            while (true)
            {
                yield return null;
                Pumped++;
            }
        }

        internal static void Reset() => Pumps = 0;
    }

    public enum TrackKind // Unity.WebRTC.TrackKind
    {
        Audio, // Unity.WebRTC.TrackKind
        Video, // Unity.WebRTC.TrackKind
    }

    public enum RTCRtpTransceiverDirection // Unity.WebRTC.RTCRtpTransceiverDirection
    {
        SendRecv = 0, // Unity.WebRTC.RTCRtpTransceiverDirection
        RecvOnly = 2, // Unity.WebRTC.RTCRtpTransceiverDirection
    }

    public enum RTCPeerConnectionState // Unity.WebRTC.RTCPeerConnectionState
    {
        New, // Unity.WebRTC.RTCPeerConnectionState
        Connecting, // Unity.WebRTC.RTCPeerConnectionState
        Connected, // Unity.WebRTC.RTCPeerConnectionState
        Disconnected, // Unity.WebRTC.RTCPeerConnectionState
        Failed, // Unity.WebRTC.RTCPeerConnectionState
        Closed, // Unity.WebRTC.RTCPeerConnectionState
    }

    public enum RTCIceGatheringState // Unity.WebRTC.RTCIceGatheringState
    {
        New = 0, // Unity.WebRTC.RTCIceGatheringState
        Gathering = 1, // Unity.WebRTC.RTCIceGatheringState
        Complete = 2, // Unity.WebRTC.RTCIceGatheringState
    }

    public enum RTCSdpType // Unity.WebRTC.RTCSdpType
    {
        Offer, // Unity.WebRTC.RTCSdpType
        Pranswer, // Unity.WebRTC.RTCSdpType
        Answer, // Unity.WebRTC.RTCSdpType
        Rollback, // Unity.WebRTC.RTCSdpType
    }

    public enum RTCErrorType // Unity.WebRTC.RTCErrorType
    {
        None, // Unity.WebRTC.RTCErrorType
        InvalidState, // Unity.WebRTC.RTCErrorType
    }

    public struct RTCError // Unity.WebRTC.RTCError
    {
        public RTCErrorType errorType; // Unity.WebRTC.RTCError#Unity_WebRTC_RTCError_errorType

        public string message; // Unity.WebRTC.RTCError#Unity_WebRTC_RTCError_message
    }

    public enum RTCIceCredentialType // Unity.WebRTC.RTCIceCredentialType
    {
        Password = 0, // Unity.WebRTC.RTCIceCredentialType#fields
        OAuth = 1, // Unity.WebRTC.RTCIceCredentialType#fields
    }

    public struct RTCIceServer // Unity.WebRTC.RTCIceServer
    {
        public string credential; // Unity.WebRTC.RTCIceServer#Unity_WebRTC_RTCIceServer_credential

        public RTCIceCredentialType credentialType; // Unity.WebRTC.RTCIceServer#Unity_WebRTC_RTCIceServer_credentialType

        public string[] urls; // Unity.WebRTC.RTCIceServer#Unity_WebRTC_RTCIceServer_urls

        public string username; // Unity.WebRTC.RTCIceServer#Unity_WebRTC_RTCIceServer_username
    }

    public struct RTCConfiguration // Unity.WebRTC.RTCConfiguration
    {
        public RTCIceServer[] iceServers; // Unity.WebRTC.RTCConfiguration#Unity_WebRTC_RTCConfiguration_iceServers
    }

    public struct RTCSessionDescription // Unity.WebRTC.RTCSessionDescription
    {
        public RTCSdpType type; // Unity.WebRTC.RTCSessionDescription#Unity_WebRTC_RTCSessionDescription_type

        public string sdp; // Unity.WebRTC.RTCSessionDescription#Unity_WebRTC_RTCSessionDescription_sdp
    }

    public class AsyncOperationBase : CustomYieldInstruction // Unity.WebRTC.AsyncOperationBase
    {
        private readonly int _end = Time.frameCount + 1;

        public RTCError Error { get; internal set; } // Unity.WebRTC.AsyncOperationBase#Unity_WebRTC_AsyncOperationBase_Error

        public bool IsError => Error.errorType != RTCErrorType.None; // Unity.WebRTC.AsyncOperationBase#Unity_WebRTC_AsyncOperationBase_IsError

        public override bool keepWaiting => Time.frameCount < _end; // Unity.WebRTC.AsyncOperationBase#Unity_WebRTC_AsyncOperationBase_keepWaiting
    }

    public class RTCSessionDescriptionAsyncOperation : AsyncOperationBase // Unity.WebRTC.RTCSessionDescriptionAsyncOperation
    {
        public RTCSessionDescription Desc { get; internal set; } // Unity.WebRTC.RTCSessionDescriptionAsyncOperation#Unity_WebRTC_RTCSessionDescriptionAsyncOperation_Desc
    }

    public class RTCSetSessionDescriptionAsyncOperation : AsyncOperationBase // Unity.WebRTC.RTCSetSessionDescriptionAsyncOperation
    {
    }

    public class MediaStreamTrack : IDisposable // Unity.WebRTC.MediaStreamTrack
    {
        internal bool IsDisposed { get; private set; }

        internal int StoppedAt { get; private set; } = -1;

        public void Stop() => StoppedAt = Time.frameCount; // Unity.WebRTC.MediaStreamTrack#Unity_WebRTC_MediaStreamTrack_Stop

        public virtual void Dispose() => IsDisposed = true; // Unity.WebRTC.MediaStreamTrack#Unity_WebRTC_MediaStreamTrack_Dispose
    }

    public class VideoStreamTrack : MediaStreamTrack // Unity.WebRTC.VideoStreamTrack
    {
        public event OnVideoReceived OnVideoReceived; // Unity.WebRTC.VideoStreamTrack#Unity_WebRTC_VideoStreamTrack_OnVideoReceived

        internal void Receive(Texture texture) => OnVideoReceived?.Invoke(texture);
    }

    public class RTCTrackEvent // Unity.WebRTC.RTCTrackEvent
    {
        public MediaStreamTrack Track { get; internal set; } // Unity.WebRTC.RTCTrackEvent#Unity_WebRTC_RTCTrackEvent_Track
    }

    public class RTCRtpTransceiverInit // Unity.WebRTC.RTCRtpTransceiverInit
    {
        public RTCRtpTransceiverDirection? direction; // Unity.WebRTC.RTCRtpTransceiverInit#Unity_WebRTC_RTCRtpTransceiverInit_direction
    }

    public class RTCRtpCodecCapability // Unity.WebRTC.RTCRtpCodecCapability
    {
        public string mimeType { get; internal set; } // Unity.WebRTC.RTCRtpCodecCapability#Unity_WebRTC_RTCRtpCodecCapability_mimeType
    }

    public class RTCRtpCapabilities // Unity.WebRTC.RTCRtpCapabilities
    {
        public RTCRtpCodecCapability[] codecs { get; internal set; } // Unity.WebRTC.RTCRtpCapabilities#Unity_WebRTC_RTCRtpCapabilities_codecs
    }

    public class RTCRtpReceiver // Unity.WebRTC.RTCRtpReceiver
    {
        public static RTCRtpCapabilities GetCapabilities(TrackKind kind) // Unity.WebRTC.RTCRtpReceiver#Unity_WebRTC_RTCRtpReceiver_GetCapabilities_Unity_WebRTC_TrackKind_
        {
            string[] names = { "video/H264", "video/rtx", "video/VP9", "video/VP8", "video/ulpfec" };
            return new RTCRtpCapabilities { codecs = Array.ConvertAll(names, name => new RTCRtpCodecCapability { mimeType = name }) };
        }
    }

    public class RTCRtpTransceiver // Unity.WebRTC.RTCRtpTransceiver
    {
        internal List<string> Preferred { get; } = new List<string>();

        public RTCErrorType SetCodecPreferences(RTCRtpCodecCapability[] codecs) // Unity.WebRTC.RTCRtpTransceiver#Unity_WebRTC_RTCRtpTransceiver_SetCodecPreferences_Unity_WebRTC_RTCRtpCodecCapability___
        {
            foreach (RTCRtpCodecCapability codec in codecs) Preferred.Add(codec.mimeType);
            return RTCErrorType.None;
        }
    }
}
