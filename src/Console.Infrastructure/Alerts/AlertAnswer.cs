namespace AgentConsole.Infrastructure.Alerts;

/// <summary>What a person says to an alert.</summary>
public abstract record AlertAnswer
{
    /// <summary>I look into it.</summary>
    public sealed record Acknowledge : AlertAnswer;

    /// <summary>Tell nobody until then.</summary>
    public sealed record Silence(DateTimeOffset Until, string Reason) : AlertAnswer;

    /// <summary>It is over.</summary>
    public sealed record Resolve(string? Reason) : AlertAnswer;

    private AlertAnswer() { }
}
