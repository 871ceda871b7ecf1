using System;
using System.Diagnostics;
using System.Text.RegularExpressions;
using System.Threading;
using System.Threading.Tasks;

namespace Worldport.Client
{
    /// <summary>
    /// A server that a game starts and ends: command → ready line → address. Ask <see cref="Url"/> and
    /// <see cref="Problem"/> once per tick. The server ends with the game in any case, because its standard input does.
    /// </summary>
    public sealed class ServerProcess : IDisposable
    {
        private const int LastWordsMs = 100;

        private static readonly Regex ReadyLine = new Regex(@"^Worldport is ready at (https?://\S+)");

        private readonly object _gate = new object();
        private readonly ServerLaunch _launch;
        private readonly TaskCompletionSource<string> _ready =
            new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        private Process _process;
        private Timer _deadline;
        private string _lastWords = "";
        private volatile string _url;
        private volatile string _problem;
        private volatile bool _hasExited;
        private bool _isEnding;

        private ServerProcess(ServerLaunch launch)
        {
            _launch = launch;
        }

        /// <summary>Where the server can be connected to; null until it can.</summary>
        public string Url => _url;

        /// <summary>Why there is no server, and what to do, in a sentence; null while all is well.</summary>
        public string Problem => _problem;

        /// <summary>Whether its process has ended, or never began.</summary>
        public bool HasExited => _hasExited;

        /// <summary>Ends with <see cref="Url"/> when it can be connected to, or with null when there is a <see cref="Problem"/>.</summary>
        public Task<string> Ready => _ready.Task;

        /// <summary>Starts a server. Never throws for what can go wrong outside: see <see cref="Problem"/>.</summary>
        public static ServerProcess Start(ServerLaunch launch)
        {
            var server = new ServerProcess(launch);
            server.Start();
            return server;
        }

        /// <summary>Ends the server: closes its standard input, and kills it when it has not ended in time. Does not wait.</summary>
        public void Dispose()
        {
            Process process;
            lock (_gate)
            {
                if (_isEnding) return;
                _isEnding = true;
                process = _process;
                _deadline?.Dispose();
            }
            _ready.TrySetResult(null);
            if (process == null) _hasExited = true;
            else Task.Run(() => End(process, _launch.ExitTimeoutMs));
            try
            {
                process?.StandardInput.Close();
            }
            catch (Exception)
            {
                // It has ended already.
            }
        }

        private void Start()
        {
            Process process = null;
            try
            {
                // IL2CPP and some platforms have no processes, and say so by throwing.
                process = new Process { StartInfo = StartInfo(), EnableRaisingEvents = true };
                process.OutputDataReceived += (sender, line) => Read(line.Data);
                process.ErrorDataReceived += (sender, line) =>
                {
                    if (!string.IsNullOrWhiteSpace(line.Data)) lock (_gate) _lastWords = line.Data.Trim();
                };
                process.Exited += (sender, args) => Exited();
                process.Start();
            }
            catch (Exception error)
            {
                process?.Dispose();
                Fail($"\"{_launch.Command}\" could not be started ({error.Message.TrimEnd('.')}). {Remedy}");
                return;
            }
            lock (_gate)
            {
                _process = process;
                _deadline = new Timer(
                    state => Late(), null, _launch.ReadyTimeoutMs, Timeout.Infinite);
            }
            process.BeginOutputReadLine();
            process.BeginErrorReadLine();
        }

        private string Remedy =>
            $"Start the server in a terminal with: {_launch.Command} {_launch.Arguments}, and enter the address it prints.";

        private ProcessStartInfo StartInfo()
        {
            string arguments = $"{_launch.Arguments} --port 0 --exit-with-stdin";
            // npx and worldport are scripts on Windows, which only its shell finds.
            bool isWindows = Environment.OSVersion.Platform == PlatformID.Win32NT;
            return new ProcessStartInfo
            {
                FileName = isWindows ? "cmd.exe" : _launch.Command,
                Arguments = isWindows ? $"/d /s /c \"\"{_launch.Command}\" {arguments}\"" : arguments,
                WorkingDirectory = _launch.WorkingFolder ?? "",
                UseShellExecute = false,
                CreateNoWindow = true,
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            };
        }

        private void Read(string line)
        {
            Match ready = line == null ? null : ReadyLine.Match(line);
            if (ready == null || !ready.Success) return;
            lock (_gate) _deadline?.Dispose();
            _url = ready.Groups[1].Value;
            _ready.TrySetResult(_url);
        }

        private void Late()
        {
            if (_url != null) return;
            Fail($"The server was not ready within {_launch.ReadyTimeoutMs} ms. {LastWords()}{Remedy}");
            Dispose();
        }

        private void Exited()
        {
            _hasExited = true;
            lock (_gate) if (_isEnding) return;
            // What it wrote last may still be on its way here.
            Task.Delay(LastWordsMs).ContinueWith(_ => Fail($"The server has ended. {LastWords()}{Remedy}"));
        }

        private string LastWords()
        {
            lock (_gate) return _lastWords.Length == 0 ? "" : $"Its last words: {_lastWords} ";
        }

        private void Fail(string problem)
        {
            _problem = _problem ?? problem;
            _url = null;
            _ready.TrySetResult(null);
        }

        private void End(Process process, int exitTimeoutMs)
        {
            using (process)
            {
                try
                {
                    if (!process.WaitForExit(exitTimeoutMs)) process.Kill();
                }
                catch (Exception)
                {
                    // It ended between the two.
                }
            }
            _hasExited = true;
        }
    }

    /// <summary>How to start a server on this machine.</summary>
    public sealed class ServerLaunch
    {
        /// <summary>The program: a path, or a name that is looked up in PATH, such as <c>npx</c> or <c>node</c>.</summary>
        public string Command = "npx";

        /// <summary>Its arguments, as in a terminal. <c>--port 0 --exit-with-stdin</c> is added.</summary>
        public string Arguments = "worldport run tunnel";

        /// <summary>Folder it runs in; null or "" for the game's.</summary>
        public string WorkingFolder;

        /// <summary>Time the server has until it can be connected to, in milliseconds. Loading a model comes after that.</summary>
        public int ReadyTimeoutMs = 30000;

        /// <summary>Time the server has to end by itself after its standard input is closed, in milliseconds; then it is killed.</summary>
        public int ExitTimeoutMs = 5000;
    }
}
