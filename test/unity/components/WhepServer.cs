using System;
using System.Collections.Generic;
using System.IO;
using System.Net;
using System.Threading;

namespace Worldport.Components.Tests
{
    /// <summary>A small server that speaks WHEP, and answers every offer alike.</summary>
    internal sealed class WhepServer : IDisposable
    {
        private const string Links =
            "<stun:stun.example.net>; rel=\"ice-server\", </next>; rel=\"next\", <turn:turn.example.net?transport=udp>; " +
            "rel=\"ice-server\"; username=\"player\"; credential=\"a \\\"b\\\", c;\"; credential-type=\"password\"";

        private readonly List<string> _requests = new List<string>();
        private readonly HttpListener _listener = new HttpListener();

        public WhepServer()
        {
            // A port that was free a moment ago: the listener can't choose one itself.
            var free = new System.Net.Sockets.TcpListener(IPAddress.Loopback, 0);
            free.Start();
            Url = $"http://127.0.0.1:{((IPEndPoint)free.LocalEndpoint).Port}";
            free.Stop();
            _listener.Prefixes.Add(Url + "/");
            _listener.Start();
            new Thread(Serve) { IsBackground = true }.Start();
        }

        public string Url { get; }

        public int Status { get; set; } = 201;

        public List<string> Requests
        {
            get { lock (_requests) return new List<string>(_requests); }
        }

        public void Dispose() => _listener.Close();

        private void Serve()
        {
            try
            {
                while (true)
                {
                    HttpListenerContext context = _listener.GetContext();
                    HttpListenerRequest request = context.Request;
                    string body = new StreamReader(request.InputStream).ReadToEnd();
                    string line = $"{request.HttpMethod} {request.Url.AbsolutePath} {request.ContentType} {request.Headers["Authorization"]} {body}";
                    lock (_requests) _requests.Add(line);
                    context.Response.StatusCode = request.HttpMethod == "DELETE" ? 200 : Status;
                    context.Response.AddHeader("Location", "/whep/17");
                    if (request.HttpMethod == "OPTIONS") context.Response.AddHeader("Link", Links);
                    byte[] answer = System.Text.Encoding.ASCII.GetBytes("v=0 answer");
                    context.Response.OutputStream.Write(answer, 0, answer.Length);
                    context.Response.Close();
                }
            }
            catch (Exception)
            {
                // The listener was closed.
            }
        }
    }
}
