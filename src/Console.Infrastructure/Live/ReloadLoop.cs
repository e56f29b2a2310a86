namespace AgentConsole.Infrastructure.Live;

/// <summary>Reloads what a listener of the change feed holds, again and again until it is done: the database may be away for a while.</summary>
internal static class ReloadLoop
{
    public static async Task RunAsync(Func<CancellationToken, Task> reload, Action<Exception> failed, TimeProvider clock, CancellationToken ended)
    {
        while (true)
        {
            try
            {
                await reload(ended);
                return;
            }
#pragma warning disable CA1031 // A listener that fails would be dropped for good.
            catch (Exception exception) when (exception is not OperationCanceledException)
#pragma warning restore CA1031
            {
                failed(exception);
                await Task.Delay(LiveLimits.ReloadRetryAfter, clock, ended);
            }
        }
    }
}
