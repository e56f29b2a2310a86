namespace AgentConsole.Web.Shell.Demo;

/// <summary>
/// Plays the script scene by scene: first what the shift before settled, then without end what waits for a reviewer.
/// It slows down when many wait, stops when too many do, and goes on when somebody decides.
/// </summary>
internal sealed partial class DemoTraffic(
    IReadOnlyList<DemoScene> script, IReadOnlyDictionary<string, DemoAgent> agents, TimeProvider clock, ILogger<DemoTraffic> logger) : IDisposable
{
    /// <summary>So many may wait for a reviewer at once.</summary>
    public const int WaitingMax = 12;
    private const int WaitingBusy = 8;
    private static readonly TimeSpan Quick = TimeSpan.FromMilliseconds(400);
    private static readonly TimeSpan Slow = TimeSpan.FromSeconds(6);

    private readonly IReadOnlyList<DemoScene> _past = [.. script.Where(scene => scene.IsPast)];
    private readonly IReadOnlyList<DemoScene> _live = [.. script.Where(scene => !scene.IsPast)];
    private readonly SemaphoreSlim _room = new(WaitingMax, WaitingMax);

    /// <summary>What happened before anybody looked, one after the other.</summary>
    public async Task PlayPastAsync(CancellationToken cancellation)
    {
        for (var number = 0; number < _past.Count; number++) await PlayAsync(_past[number], number, cancellation);
    }

    public async Task RunAsync(CancellationToken cancellation)
    {
        var playing = new List<Task>();
        for (var number = _past.Count; !cancellation.IsCancellationRequested; number++)
        {
            await _room.WaitAsync(cancellation);
            playing.RemoveAll(scene => scene.IsCompleted);
            playing.Add(PlayInRoomAsync(_live[(number - _past.Count) % _live.Count], number, cancellation));
            await Task.Delay(WaitingMax - _room.CurrentCount < WaitingBusy ? Quick : Slow, clock, cancellation);
        }
    }

    public void Dispose() => _room.Dispose();

    private async Task PlayInRoomAsync(DemoScene scene, int number, CancellationToken cancellation)
    {
        await PlayAsync(scene, number, cancellation);
        _room.Release();
    }

    private async Task PlayAsync(DemoScene scene, int number, CancellationToken cancellation)
    {
        try
        {
            await agents[scene.Agent].PlayAsync(scene, number, cancellation);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // The demo ends.
        }
#pragma warning disable CA1031 // One scene that breaks must not end the traffic.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            LogBroken(scene.Agent, scene.Tool, exception);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "A scene of {Agent} with {Tool} broke off.")]
    private partial void LogBroken(string agent, string tool, Exception exception);
}
