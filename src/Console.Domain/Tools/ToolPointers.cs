namespace AgentConsole.Domain.Tools;

/// <summary>Where in the arguments the parts lie that risk, money and sentences need; JSON pointers.</summary>
public sealed record ToolPointers(string? Money, string? Currency, string? Recipient, string? Target)
{
    public static ToolPointers None { get; } = new(null, null, null, null);
}
