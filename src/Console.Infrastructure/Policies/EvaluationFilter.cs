using AgentConsole.Domain.Policies;
using AgentConsole.Domain.Proposals;

namespace AgentConsole.Infrastructure.Policies;

/// <summary>Which evaluations a list shows; everything absent means all.</summary>
public sealed record EvaluationFilter(
    string? Agent = null, string? Tool = null, string? Rule = null, string? Set = null, VerdictKind? Kind = null, string? Code = null,
    ProposalId? Proposal = null, DateTimeOffset? From = null, DateTimeOffset? To = null)
{
    /// <summary>No name holds a control character, and PostgreSQL takes no text with a NUL.</summary>
    public bool IsReadable => new[] { Agent, Tool, Rule, Set, Code }.All(text => text is null || !text.Any(char.IsControl));
}
