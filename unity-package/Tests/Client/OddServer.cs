using System;
using System.IO;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using System.Threading;

namespace Worldport.Client.Tests
{
    /// <summary>A WebSocket server that sends what no Worldport server sends. Each link gets the same.</summary>
    internal sealed class OddServer : IDisposable
    {
        private readonly TcpListener _listener = new TcpListener(IPAddress.Loopback, 0);
        private readonly Action<NetworkStream> _behaviour;
        private readonly string _status;
        private int _count;

        /// <param name="behaviour">What it does on a link; afterwards the link stays open.</param>
        /// <param name="status">Status line of its answer to the upgrade.</param>
        public OddServer(Action<NetworkStream> behaviour, string status = "101 Switching Protocols")
        {
            _behaviour = behaviour;
            _status = status;
            _listener.Start();
            new Thread(Accept) { IsBackground = true }.Start();
        }

        public string Url => $"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}";

        /// <summary>Links taken so far.</summary>
        public int Count => Volatile.Read(ref _count);

        /// <summary>Sends one WebSocket message.</summary>
        public static void Send(NetworkStream stream, byte[] message, byte opcode = 2)
        {
            var frame = new MemoryStream();
            frame.WriteByte((byte)(0x80 | opcode));
            if (message.Length < 126) frame.WriteByte((byte)message.Length);
            else
            {
                frame.WriteByte(126);
                frame.WriteByte((byte)(message.Length >> 8));
                frame.WriteByte((byte)message.Length);
            }
            frame.Write(message, 0, message.Length);
            stream.Write(frame.ToArray(), 0, (int)frame.Length);
        }

        public void Dispose() => _listener.Stop();

        private void Accept()
        {
            try
            {
                while (true)
                {
                    TcpClient link = _listener.AcceptTcpClient();
                    Interlocked.Increment(ref _count);
                    new Thread(() => Serve(link)) { IsBackground = true }.Start();
                }
            }
            catch (Exception)
            {
                // The listener was stopped.
            }
        }

        private void Serve(TcpClient link)
        {
            try
            {
                NetworkStream stream = link.GetStream();
                string key = "";
                var reader = new StreamReader(stream, Encoding.ASCII);
                for (string line = reader.ReadLine(); !string.IsNullOrEmpty(line); line = reader.ReadLine())
                    if (line.StartsWith("Sec-WebSocket-Key:", StringComparison.OrdinalIgnoreCase)) key = line.Substring(18).Trim();
                byte[] hash;
                using (SHA1 sha = SHA1.Create())
                    hash = sha.ComputeHash(Encoding.ASCII.GetBytes(key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11"));
                string answer = $"HTTP/1.1 {_status}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n" +
                    $"Sec-WebSocket-Accept: {Convert.ToBase64String(hash)}\r\nSec-WebSocket-Protocol: worldport.v1\r\n\r\n";
                if (!_status.StartsWith("101", StringComparison.Ordinal))
                    answer = $"HTTP/1.1 {_status}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
                stream.Write(Encoding.ASCII.GetBytes(answer), 0, answer.Length);
                _behaviour(stream);
                // What the client says is read and not answered.
                var buffer = new byte[4096];
                while (stream.Read(buffer, 0, buffer.Length) > 0)
                {
                }
            }
            catch (Exception)
            {
                // The client has gone.
            }
            link.Close();
        }
    }
}
