namespace AgentConsole.Architecture.Planted;

/// <summary>Takes its time and its ids as the rules want it.</summary>
public static class Innocent
{
    public static Guid IdAt(DateTimeOffset instant) => Guid.CreateVersion7(instant);

    public static DateTimeOffset Now(TimeProvider clock) => clock.GetUtcNow();

    public static long Elapsed(TimeProvider clock) => clock.GetTimestamp();
}
