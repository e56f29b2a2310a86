using AgentConsole.Domain.Telemetry;

namespace AgentConsole.Infrastructure.Telemetry.Store;

/// <summary>Where an event lies: within its run by when it began, and on PostgreSQL in the table of the day on which it came in.</summary>
/// <param name="AtMicros">Null: it was kept before this was.</param>
internal readonly record struct ToldPlace(long? AtMicros, long SeenMicros)
{
    public static ToldPlace Of(TraceEvent one) => new(StoreTime.MicrosOf(one.At), StoreTime.MicrosOf(one.ReceivedAt));
}
