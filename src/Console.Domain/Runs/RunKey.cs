namespace AgentConsole.Domain.Runs;

/// <summary>Names one run inside the console; an agent's own name for it is its own alone.</summary>
public readonly record struct RunKey(Guid Value)
{
    public static RunKey New(DateTimeOffset instant) => new(Guid.CreateVersion7(instant));

    /// <summary>The same as bytes, in one order on every machine.</summary>
    public byte[] ToBytes() => Value.ToByteArray(bigEndian: true);
}
