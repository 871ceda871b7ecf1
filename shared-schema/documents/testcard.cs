// Generated from testcard.worldport sha256:a468b4ce296b23759c1639195a8d0031de9af53cd016a303ce4f175e6b30ff2f. Do not edit.
namespace Worldport.Models.Testcard
{
    using global::System;
    using global::System.Collections.Generic;
    using global::System.Threading.Tasks;
    using global::Worldport.Client;

    /// <summary>Commands and messages of Test card. A picture whose every part is known, with commands of every kind. For tests and measurements.</summary>
    public sealed class TestcardModel : IDisposable
    {
        /// <summary>Of the document this was generated from; compare it with the one the server gives.</summary>
        public const string ShapeHash = "sha256:38beebfea7ec04598ead352cd46064acb95a5253894c8b35af90ca2349592646";

        /// <summary>Id of the model.</summary>
        public const string ModelId = "testcard";

        private readonly ICommandSender _sender;

        /// <summary>Commands go out, and messages come in, by this sender.</summary>
        public TestcardModel(ICommandSender sender)
        {
            _sender = sender;
            _sender.MessageReceived += Receive;
        }

        /// <summary>What `say` was told.</summary>
        public event Action<SaidMessage> SaidReceived;

        /// <summary>Moves the square on the stage. Held: goes out when it changes.</summary>
        /// <param name="x">-1 … 1. Default 0.</param>
        /// <param name="y">-1 … 1. Default 0.</param>
        public void Move(double x = 0, double y = 0) =>
            _sender.Hold("move", new CommandArgs().Set("x", x).Set("y", y));

        /// <summary>Moves the square on the stage. The task ends when it is applied, or fails with CommandRefusedException.</summary>
        /// <param name="x">-1 … 1. Default 0.</param>
        /// <param name="y">-1 … 1. Default 0.</param>
        public Task MoveAsync(double x = 0, double y = 0) =>
            Received.Applied(_sender.SendCommand("move", new CommandArgs().Set("x", x).Set("y", y)));

        /// <summary>Turns the square's nose. Held: goes out when it changes.</summary>
        /// <param name="amount">-1 … 1. Default 0.</param>
        public void Turn(double amount = 0) =>
            _sender.Hold("turn", new CommandArgs().Set("amount", amount));

        /// <summary>Turns the square's nose. The task ends when it is applied, or fails with CommandRefusedException.</summary>
        /// <param name="amount">-1 … 1. Default 0.</param>
        public Task TurnAsync(double amount = 0) =>
            Received.Applied(_sender.SendCommand("turn", new CommandArgs().Set("amount", amount)));

        /// <summary>Moves the green dot by an amount. Amounts of one frame are summed.</summary>
        /// <param name="dx">-1000 … 1000. Default 0.</param>
        /// <param name="dy">-1000 … 1000. Default 0.</param>
        public void Look(double dx = 0, double dy = 0) =>
            _sender.Add("look", new CommandArgs().Set("dx", dx).Set("dy", dy));

        /// <summary>Moves the green dot by an amount. The task ends when it is applied, or fails with CommandRefusedException.</summary>
        /// <param name="dx">-1000 … 1000. Default 0.</param>
        /// <param name="dy">-1000 … 1000. Default 0.</param>
        public Task LookAsync(double dx = 0, double dy = 0) =>
            Received.Applied(_sender.SendCommand("look", new CommandArgs().Set("dx", dx).Set("dy", dy)));

        /// <summary>Puts the white dot where the pointer is. Held: goes out when it changes.</summary>
        /// <param name="x">0 … 1. Default 0.5.</param>
        /// <param name="y">0 … 1. Default 0.5.</param>
        /// <param name="pressed">Default false.</param>
        /// <param name="touchId">0 … 255. Default 0.</param>
        public void Point(double x = 0.5, double y = 0.5, bool pressed = false, int touchId = 0) =>
            _sender.Hold("point", new CommandArgs().Set("x", x).Set("y", y).Set("pressed", pressed).Set("touch_id", touchId));

        /// <summary>Puts the white dot where the pointer is. The task ends when it is applied, or fails with CommandRefusedException.</summary>
        /// <param name="x">0 … 1. Default 0.5.</param>
        /// <param name="y">0 … 1. Default 0.5.</param>
        /// <param name="pressed">Default false.</param>
        /// <param name="touchId">0 … 255. Default 0.</param>
        public Task PointAsync(double x = 0.5, double y = 0.5, bool pressed = false, int touchId = 0) =>
            Received.Applied(_sender.SendCommand("point", new CommandArgs().Set("x", x).Set("y", y).Set("pressed", pressed).Set("touch_id", touchId)));

        /// <summary>Counts one more jump. The task ends when it is applied, or fails with CommandRefusedException.</summary>
        public Task JumpAsync() =>
            Received.Applied(_sender.SendCommand("jump", new CommandArgs()));

        /// <summary>Sets how fast the bar runs, in columns of the picture's 32 per second. Held: goes out when it changes.</summary>
        /// <param name="speed">0 … 32. Default 4.</param>
        public void SetSpeed(double speed = 4) =>
            _sender.Hold("set_speed", new CommandArgs().Set("speed", speed));

        /// <summary>Sets how fast the bar runs, in columns of the picture's 32 per second. The task ends when it is applied, or fails with CommandRefusedException.</summary>
        /// <param name="speed">0 … 32. Default 4.</param>
        public Task SetSpeedAsync(double speed = 4) =>
            Received.Applied(_sender.SendCommand("set_speed", new CommandArgs().Set("speed", speed)));

        /// <summary>Sets the pattern of the swatch. Held: goes out when it changes.</summary>
        /// <param name="mode">Default "plain".</param>
        public void SetMode(Mode mode = Mode.Plain) =>
            _sender.Hold("set_mode", new CommandArgs().Set("mode", CommandArgs.Choice(Wire.Mode, (int)mode)));

        /// <summary>Sets the pattern of the swatch. The task ends when it is applied, or fails with CommandRefusedException.</summary>
        /// <param name="mode">Default "plain".</param>
        public Task SetModeAsync(Mode mode = Mode.Plain) =>
            Received.Applied(_sender.SendCommand("set_mode", new CommandArgs().Set("mode", CommandArgs.Choice(Wire.Mode, (int)mode))));

        /// <summary>Shows or hides the lines on the stage. Held: goes out when it changes.</summary>
        /// <param name="shown">Default false.</param>
        public void SetGrid(bool shown = false) =>
            _sender.Hold("set_grid", new CommandArgs().Set("shown", shown));

        /// <summary>Shows or hides the lines on the stage. The task ends when it is applied, or fails with CommandRefusedException.</summary>
        /// <param name="shown">Default false.</param>
        public Task SetGridAsync(bool shown = false) =>
            Received.Applied(_sender.SendCommand("set_grid", new CommandArgs().Set("shown", shown)));

        /// <summary>Sets the colour of swatch and square. Held: goes out when it changes.</summary>
        /// <param name="color">Default "#2080ff".</param>
        public void SetColor(string color = "#2080ff") =>
            _sender.Hold("set_color", new CommandArgs().Set("color", color));

        /// <summary>Sets the colour of swatch and square. The task ends when it is applied, or fails with CommandRefusedException.</summary>
        /// <param name="color">Default "#2080ff".</param>
        public Task SetColorAsync(string color = "#2080ff") =>
            Received.Applied(_sender.SendCommand("set_color", new CommandArgs().Set("color", color)));

        /// <summary>Sets the text that is shown. The task ends when it is applied, or fails with CommandRefusedException.</summary>
        /// <param name="text">At most 200 characters.</param>
        public Task SetTextAsync(string text) =>
            Received.Applied(_sender.SendCommand("set_text", new CommandArgs().Set("text", text)));

        /// <summary>Sets three numbers. Held: goes out when it changes.</summary>
        /// <param name="x">-1000 … 1000. Default 0.</param>
        /// <param name="y">-1000 … 1000. Default 0.</param>
        /// <param name="z">-1000 … 1000. Default 0.</param>
        public void SetVector(double x = 0, double y = 0, double z = 0) =>
            _sender.Hold("set_vector", new CommandArgs().Set("x", x).Set("y", y).Set("z", z));

        /// <summary>Sets three numbers. The task ends when it is applied, or fails with CommandRefusedException.</summary>
        /// <param name="x">-1000 … 1000. Default 0.</param>
        /// <param name="y">-1000 … 1000. Default 0.</param>
        /// <param name="z">-1000 … 1000. Default 0.</param>
        public Task SetVectorAsync(double x = 0, double y = 0, double z = 0) =>
            Received.Applied(_sender.SendCommand("set_vector", new CommandArgs().Set("x", x).Set("y", y).Set("z", z)));

        /// <summary>Sets where something is and how it is turned. Held: goes out when it changes.</summary>
        /// <param name="position">x, y, z in metres. Default [0,0,0]. Null leaves it out.</param>
        /// <param name="rotation">Quaternion x, y, z, w. Default [0,0,0,1]. Null leaves it out.</param>
        public void SetPose(double[] position = null, double[] rotation = null) =>
            _sender.Hold("set_pose", new CommandArgs().Set("position", position).Set("rotation", rotation));

        /// <summary>Sets where something is and how it is turned. The task ends when it is applied, or fails with CommandRefusedException.</summary>
        /// <param name="position">x, y, z in metres. Default [0,0,0]. Null leaves it out.</param>
        /// <param name="rotation">Quaternion x, y, z, w. Default [0,0,0,1]. Null leaves it out.</param>
        public Task SetPoseAsync(double[] position = null, double[] rotation = null) =>
            Received.Applied(_sender.SendCommand("set_pose", new CommandArgs().Set("position", position).Set("rotation", rotation)));

        /// <summary>Takes a picture file and shows its size and checksum. The task ends when it is applied, or fails with CommandRefusedException.</summary>
        /// <param name="image">A PNG or JPEG file, as base64. At most 1400000 characters.</param>
        public Task SetImageAsync(string image) =>
            Received.Applied(_sender.SendCommand("set_image", new CommandArgs().Set("image", image)));

        /// <summary>Changes the size of the frames, up to the track's max_width and max_height. The task ends when it is applied, or fails with CommandRefusedException.</summary>
        /// <param name="width">64 … 3840.</param>
        /// <param name="height">36 … 2160.</param>
        public Task SetSizeAsync(int width, int height) =>
            Received.Applied(_sender.SendCommand("set_size", new CommandArgs().Set("width", width).Set("height", height)));

        /// <summary>Gives back what it is sent. The task ends when it is applied, or fails with CommandRefusedException.</summary>
        /// <param name="text">At most 200 characters.</param>
        /// <param name="times">1 … 10. Default 1.</param>
        public Task<EchoReply> EchoAsync(string text, int times = 1) =>
            Received.Reply(_sender.SendCommand("echo", new CommandArgs().Set("text", text).Set("times", times)), _value => EchoReply.Read(_value));

        /// <summary>Is refused, always. The task ends when it is applied, or fails with CommandRefusedException.</summary>
        /// <param name="reason">At most 200 characters. Default "It was asked to.".</param>
        public Task FailAsync(string reason = "It was asked to.") =>
            Received.Applied(_sender.SendCommand("fail", new CommandArgs().Set("reason", reason)));

        /// <summary>Sends the message `said` to every client. The task ends when it is applied, or fails with CommandRefusedException.</summary>
        /// <param name="text">At most 200 characters.</param>
        public Task SayAsync(string text) =>
            Received.Applied(_sender.SendCommand("say", new CommandArgs().Set("text", text)));

        /// <summary>Ends the events. The sender stays as it is.</summary>
        public void Dispose()
        {
            _sender.MessageReceived -= Receive;
        }

        private void Receive(ModelMessage message)
        {
            switch (message.Name)
            {
                case "said":
                    SaidReceived?.Invoke(SaidMessage.Read(message.Data));
                    break;
            }
        }
    }

    public enum Mode
    {
        /// <summary>plain</summary>
        Plain,

        /// <summary>stripes</summary>
        Stripes,

        /// <summary>checks</summary>
        Checks,
    }

    /// <summary>What echo gives back.</summary>
    public sealed class EchoReply
    {
        public string Text { get; set; }

        public long Length { get; set; }

        internal static EchoReply Read(object value)
        {
            var map = new Received(value);
            return new EchoReply
            {
                Text = Received.Text(map.Required("text")),
                Length = Received.Long(map.Required("length")),
            };
        }

        internal CommandArgs Write()
        {
            var args = new CommandArgs();
            args.Set("text", Text);
            args.Set("length", Length);
            return args;
        }
    }

    /// <summary>What `say` was told.</summary>
    public sealed class SaidMessage
    {
        public string Text { get; set; }

        public long Count { get; set; }

        internal static SaidMessage Read(object value)
        {
            var map = new Received(value);
            return new SaidMessage
            {
                Text = Received.Text(map.Required("text")),
                Count = Received.Long(map.Required("count")),
            };
        }

        internal CommandArgs Write()
        {
            var args = new CommandArgs();
            args.Set("text", Text);
            args.Set("count", Count);
            return args;
        }
    }

    /// <summary>What the members of the enums are called on the wire, in their order.</summary>
    internal static class Wire
    {
        internal static readonly string[] Mode = { "plain", "stripes", "checks" };
    }
}
