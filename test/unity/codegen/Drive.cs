using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Worldport.Client;
using Worldport.Models.GreenHouse;

/// <summary>A game without an engine: drives the green house by its typed client, and prints what came of it.</summary>
internal sealed class Drive : IClientEvents, ICommandSender
{
    private readonly WorldportClient _client;

    private Drive(string url)
    {
        _client = new WorldportClient(url);
    }

    /// <inheritdoc/>
    public event Action<ModelMessage> MessageReceived;

    private static int Main(string[] args)
    {
        var drive = new Drive(args[0]);
        try
        {
            drive.Play();
        }
        finally
        {
            drive._client.Close();
        }
        return 0;
    }

    private void Play()
    {
        var model = new GreenHouseModel(this);
        BloomedMessage bloomed = null;
        model.BloomedReceived += message => bloomed = message;
        _client.Start();
        Until(() => _client.IsDriving);
        Say("shape", _client.Schema.ShapeHash == GreenHouseModel.ShapeHash);

        PlantReply reply = Result(model.PlantAsync(PlantFlower.SunFlower, new int[] { 3, 1 }, null, new PlantSoil { Ph = 6.5, Kind = PlantSoilKind.Loam }));
        Say("reply", reply.Count, reply.Heights["sun flower"], reply.Best == null, reply.Soil.Kind, string.Join("+", reply.Words));
        reply = Result(model.PlantAsync(PlantFlower.Rose, new int[0], "north", null, 0.75));
        Say("reply", reply.Count, reply.Heights["rose"], reply.Best, reply.Soil == null, reply.Words.Length);
        Until(() => bloomed != null);
        Say("message", bloomed.Flower, bloomed.Height, string.Join("+", bloomed.Tags));

        model.SetLight(0.5, SetLightColour.Blue);
        Until(() => Pixel() == "0,0,128,255");
        Say("held", Pixel());
        model.Nudge(3);
        model.Nudge(4);
        Until(() => Pixel().StartsWith("0,7,"));
        Say("delta", Pixel());

        Say("refused", Refused(model.BurnAsync(451)));
        Say("invalid", Refused(model.PlantAsync(PlantFlower.Rose, new[] { 99 })));
        model.Dispose();
    }

    /// <inheritdoc/>
    public Task<Reply> SendCommand(string command, Dictionary<string, object> args) => _client.SendCommand(command, args);

    /// <inheritdoc/>
    public void Hold(string command, Dictionary<string, object> args) => _client.Hold(command, args);

    /// <inheritdoc/>
    public void Add(string command, Dictionary<string, object> args) => _client.Add(command, args);

    public void OnLink(LinkStatus status)
    {
    }

    public void OnWelcome(Welcome welcome)
    {
    }

    public void OnState(SessionState state)
    {
    }

    public void OnMessage(ModelMessage message) => MessageReceived?.Invoke(message);

    public void OnRefused(Refusal refusal)
    {
    }

    public void OnError(ServerError error)
    {
    }

    private string _pixel = "";

    /// <summary>The first pixel of the newest frame.</summary>
    private string Pixel()
    {
        if (!_client.TryTakeFrame("main", out Frame frame)) return _pixel;
        _pixel = string.Join(",", frame.Buffer.Skip(frame.Offset).Take(4));
        frame.Release();
        return _pixel;
    }

    private T Result<T>(Task<T> task)
    {
        Until(() => task.IsCompleted);
        return task.GetAwaiter().GetResult();
    }

    private string Refused(Task task)
    {
        Until(() => task.IsCompleted);
        var refused = (CommandRefusedException)task.Exception.InnerException;
        return refused.Code + " " + string.Join("+", refused.Issues.Select(issue => issue.Path));
    }

    private void Until(Func<bool> isSo)
    {
        DateTime end = DateTime.UtcNow.AddSeconds(20);
        while (!isSo())
        {
            if (DateTime.UtcNow > end) throw new TimeoutException("It did not come to that in 20 s.");
            _client.Poll(this);
            _client.Flush();
            Thread.Sleep(2);
        }
    }

    private static void Say(string what, params object[] values) =>
        Console.Out.WriteLine(what + ": " + string.Join(" ", values.Select(value => Convert.ToString(value, System.Globalization.CultureInfo.InvariantCulture))));
}
