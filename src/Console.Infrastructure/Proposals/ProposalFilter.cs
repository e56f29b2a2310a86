using AgentConsole.Domain.Proposals;

namespace AgentConsole.Infrastructure.Proposals;

/// <summary>Which proposals a list shows; everything absent means all.</summary>
public sealed record ProposalFilter(
    string? Search = null, ProposalStatus? Status = null, string? Agent = null, string? Tool = null, string? RunId = null)
{
    public const int TextLengthMax = 200;

    /// <summary>No name and no sentence holds a control character, and PostgreSQL takes no text with a NUL.</summary>
    public bool IsReadable => new[] { Search, Agent, Tool, RunId }.All(text => text is null || !text.Any(char.IsControl));
}
