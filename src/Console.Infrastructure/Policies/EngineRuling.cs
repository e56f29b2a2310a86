using AgentConsole.Domain.Policies;

namespace AgentConsole.Infrastructure.Policies;

/// <summary>What one engine says of a question, with everything that made it say so.</summary>
/// <param name="Determining">The rules behind the answer, as <c>set/rule</c>.</param>
/// <param name="Errors">What could not be evaluated, with the reason.</param>
public sealed record EngineRuling(PolicyAnswer Answer, IReadOnlyList<string> Determining, IReadOnlyList<string> Errors)
{
    /// <summary>The sets that were asked, with their versions.</summary>
    public string? Asked { get; init; }

    /// <summary>The engine's own name for this decision, under which its log has it.</summary>
    public string? OutsideId { get; init; }

    public TimeSpan Took { get; init; }
}
