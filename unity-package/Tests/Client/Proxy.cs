using System;
using System.Collections.Generic;
using System.Net;
using System.Net.Sockets;
using System.Threading;

namespace Worldport.Client.Tests
{
    /// <summary>A network between a client and a server, which a test can stop or cut.</summary>
    internal sealed class Proxy : IDisposable
    {
        private readonly TcpListener _listener = new TcpListener(IPAddress.Loopback, 0);
        private readonly List<TcpClient> _links = new List<TcpClient>();
        private int _pumps;
        private volatile Uri _server;

        /// <summary>Listens, and passes every link on to the server.</summary>
        public Proxy(string server)
        {
            _server = new Uri(server);
            _listener.Start();
            new Thread(Accept) { IsBackground = true }.Start();
        }

        public string Url => $"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}";

        /// <summary>Links taken so far.</summary>
        public int Count
        {
            get { lock (_links) return _links.Count / 2; }
        }

        /// <summary>While true, new links are closed at once.</summary>
        public volatile bool Refuses;

        /// <summary>While true, what the client sends is lost.</summary>
        public volatile bool LosesRequests;

        /// <summary>While true, what the server sends is lost.</summary>
        public volatile bool LosesAnswers;

        /// <summary>While true, what the server sends is left unread.</summary>
        public volatile bool HoldsAnswers;

        /// <summary>Leads later links to another server.</summary>
        public void LeadTo(string server) => _server = new Uri(server);

        /// <summary>Breaks all links, as a pulled plug does.</summary>
        public void Cut()
        {
            lock (_links) foreach (TcpClient link in _links) Reset(link);
        }

        /// <summary>Waits until farewells have gone through, and breaks what is left.</summary>
        public void Dispose()
        {
            LosesRequests = false;
            HoldsAnswers = false;
            SpinWait.SpinUntil(() => Volatile.Read(ref _pumps) == 0, 2000);
            _listener.Stop();
            Cut();
        }

        private static void Reset(TcpClient link)
        {
            try
            {
                // A reset, not a farewell.
                link.LingerState = new LingerOption(true, 0);
            }
            catch (Exception)
            {
                // It is closed already.
            }
            link.Close();
        }

        private void Accept()
        {
            try
            {
                while (true)
                {
                    TcpClient client = _listener.AcceptTcpClient();
                    if (Refuses)
                    {
                        client.Close();
                        continue;
                    }
                    var server = new TcpClient(_server.Host, _server.Port);
                    lock (_links)
                    {
                        _links.Add(client);
                        _links.Add(server);
                    }
                    Pump(client, server, () => LosesRequests, () => false);
                    Pump(server, client, () => LosesAnswers, () => HoldsAnswers);
                }
            }
            catch (Exception)
            {
                // The listener was stopped.
            }
        }

        private void Pump(TcpClient from, TcpClient to, Func<bool> loses, Func<bool> holds)
        {
            var thread = new Thread(() =>
            {
                var buffer = new byte[64 * 1024];
                try
                {
                    NetworkStream source = from.GetStream();
                    NetworkStream target = to.GetStream();
                    while (true)
                    {
                        while (holds()) Thread.Sleep(5);
                        int count = source.Read(buffer, 0, buffer.Length);
                        if (count == 0) break;
                        if (!loses()) target.Write(buffer, 0, count);
                    }
                }
                catch (Exception)
                {
                    // Either side has gone.
                }
                from.Close();
                to.Close();
                Interlocked.Decrement(ref _pumps);
            });
            Interlocked.Increment(ref _pumps);
            thread.IsBackground = true;
            thread.Start();
        }
    }
}
