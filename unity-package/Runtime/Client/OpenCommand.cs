using System.Threading.Tasks;

namespace Worldport.Client
{
    /// <summary>A command that was sent and waits for its reply.</summary>
    internal sealed class OpenCommand
    {
        // Continuations run elsewhere: the receiving thread must not run a game's code.
        private readonly TaskCompletionSource<Reply> _reply =
            new TaskCompletionSource<Reply>(TaskCreationOptions.RunContinuationsAsynchronously);

        public OpenCommand(string name, byte[] args, long inputUs)
        {
            Name = name;
            Args = args;
            InputUs = inputUs;
        }

        public long Id { get; set; }

        public string Name { get; }

        /// <summary>Encoded.</summary>
        public byte[] Args { get; }

        public long InputUs { get; }

        public Task<Reply> Task => _reply.Task;

        public void Answer(Reply reply) => _reply.TrySetResult(reply);
    }
}
