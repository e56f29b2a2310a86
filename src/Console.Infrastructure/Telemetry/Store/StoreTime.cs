namespace AgentConsole.Infrastructure.Telemetry.Store;

/// <summary>Instants as the store keeps them: microseconds since 1970, a number on every database.</summary>
internal static class StoreTime
{
    public static long MicrosOf(DateTimeOffset at) => (at.UtcTicks - DateTimeOffset.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond;

    public static DateTimeOffset At(long micros) => DateTimeOffset.UnixEpoch.AddTicks(micros * TimeSpan.TicksPerMicrosecond);
}
