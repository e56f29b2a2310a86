namespace AgentConsole.Infrastructure.Tools;

/// <summary>What reading a target's current state came to.</summary>
public abstract record PreviewOutcome
{
    /// <summary>The selected values as canonical JSON; null where the answer has none.</summary>
    public sealed record Read(string Snapshot) : PreviewOutcome;

    /// <summary>Why there is none, in a stable word.</summary>
    public sealed record Failed(string Code) : PreviewOutcome;

    /// <summary>The contract says of no way to look.</summary>
    public sealed record None : PreviewOutcome;

    private PreviewOutcome() { }
}
