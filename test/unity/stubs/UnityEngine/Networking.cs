// Pages are under https://docs.unity3d.com/2021.3/Documentation/ScriptReference/, named at the end of each line.
// Requests go out for real, on a thread of the pool.
using System;
using System.Collections.Generic;
using System.IO;
using System.Net;
using System.Text;
using System.Threading.Tasks;

namespace UnityEngine.Networking
{
    public class UnityWebRequest : IDisposable // Networking.UnityWebRequest
    {
        private readonly Dictionary<string, string> _headers = new Dictionary<string, string>();
        private WebHeaderCollection _answered;
        private bool _isDisposed;

        public UnityWebRequest(string url, string method, DownloadHandler downloadHandler, UploadHandler uploadHandler) // Networking.UnityWebRequest-ctor
        {
            MainThread.Check("UnityWebRequest");
            Alive++;
            this.url = url;
            this.method = method;
            this.downloadHandler = downloadHandler;
            this.uploadHandler = uploadHandler;
        }

        public enum Result // Networking.UnityWebRequest.Result
        {
            InProgress = 0, // Networking.UnityWebRequest.Result.InProgress
            Success = 1, // Networking.UnityWebRequest.Result.Success
            ConnectionError = 2, // Networking.UnityWebRequest.Result.ConnectionError
            ProtocolError = 3, // Networking.UnityWebRequest.Result.ProtocolError
        }

        /// <summary>Those that were not disposed of.</summary>
        internal static int Alive { get; private set; }

        public string url { get; } // Networking.UnityWebRequest-url

        public string method { get; } // Networking.UnityWebRequest-method

        public DownloadHandler downloadHandler { get; } // Networking.UnityWebRequest-downloadHandler

        public UploadHandler uploadHandler { get; } // Networking.UnityWebRequest-uploadHandler

        public int timeout { get; set; } // Networking.UnityWebRequest-timeout

        public Result result { get; private set; } // Networking.UnityWebRequest-result

        public long responseCode { get; private set; } // Networking.UnityWebRequest-responseCode

        public string error { get; private set; } // Networking.UnityWebRequest-error

        public void SetRequestHeader(string name, string value) => _headers[name] = value; // Networking.UnityWebRequest.SetRequestHeader

        public string GetResponseHeader(string name) => _answered?[name]; // Networking.UnityWebRequest.GetResponseHeader

        public UnityWebRequestAsyncOperation SendWebRequest() // Networking.UnityWebRequest.SendWebRequest
        {
            // PlayerSettings.insecureHttpOption, as new projects have it.
            if (url.StartsWith("http://") && !new Uri(url).IsLoopback) throw new InvalidOperationException("Insecure connection not allowed");
            var operation = new UnityWebRequestAsyncOperation();
            Task.Run(() => Send()).ContinueWith(task => operation.Complete());
            return operation;
        }

        public void Dispose() // Networking.UnityWebRequest.Dispose
        {
            if (_isDisposed) return;
            _isDisposed = true;
            Alive--;
        }

        private void Send()
        {
            var request = (HttpWebRequest)WebRequest.Create(url);
            request.Method = method;
            request.KeepAlive = false;
            request.Timeout = timeout > 0 ? timeout * 1000 : 100000;
            foreach (KeyValuePair<string, string> header in _headers)
                if (header.Key == "Content-Type") request.ContentType = header.Value;
                else request.Headers[header.Key] = header.Value;
            try
            {
                if (uploadHandler != null)
                {
                    request.ContentType = uploadHandler.contentType;
                    using (Stream body = request.GetRequestStream()) body.Write(uploadHandler.data, 0, uploadHandler.data.Length);
                }
                using (var response = (HttpWebResponse)request.GetResponse()) Read(response, Result.Success);
            }
            catch (WebException failed) when (failed.Response is HttpWebResponse refused)
            {
                using (refused) Read(refused, Result.ProtocolError);
                error = $"HTTP/1.1 {responseCode}";
            }
            catch (Exception failed)
            {
                error = failed.Message;
                result = Result.ConnectionError;
            }
        }

        private void Read(HttpWebResponse response, Result become)
        {
            responseCode = (long)response.StatusCode;
            _answered = response.Headers;
            using (var reader = new StreamReader(response.GetResponseStream(), Encoding.UTF8))
            {
                string text = reader.ReadToEnd();
                if (downloadHandler != null) downloadHandler.text = text;
            }
            result = become;
        }
    }

    public class UnityWebRequestAsyncOperation : AsyncOperation // Networking.UnityWebRequestAsyncOperation
    {
    }

    public class DownloadHandler : IDisposable // Networking.DownloadHandler
    {
        public string text { get; internal set; } = ""; // Networking.DownloadHandler-text

        public void Dispose() // Networking.DownloadHandler.Dispose
        {
        }
    }

    public sealed class DownloadHandlerBuffer : DownloadHandler // Networking.DownloadHandlerBuffer
    {
    }

    public class UploadHandler : IDisposable // Networking.UploadHandler
    {
        public byte[] data { get; internal set; } // Networking.UploadHandler-data

        public string contentType { get; set; } // Networking.UploadHandler-contentType

        public void Dispose() // Networking.UploadHandler.Dispose
        {
        }
    }

    public sealed class UploadHandlerRaw : UploadHandler // Networking.UploadHandlerRaw
    {
        public UploadHandlerRaw(byte[] data) // Networking.UploadHandlerRaw-ctor
        {
            this.data = data;
        }
    }
}
