using System.Text.Json;
using AgentConsole.Domain.Reviews.Permits;
using AgentConsole.Domain.Spend;

namespace AgentConsole.Web.Reviews.Permits;

/// <summary>A permit on the wire; for people alone.</summary>
public sealed record PermitView
{
    public required string Id { get; init; }
    public required string Agent { get; init; }
    public required string Environment { get; init; }
    public required string Tool { get; init; }
    public required int ContractVersion { get; init; }
    public required IReadOnlyDictionary<string, ArgumentView> Arguments { get; init; }
    public required string GrantedBy { get; init; }
    public required string Reason { get; init; }
    public required string ProposalId { get; init; }
    public required DateTimeOffset GrantedAt { get; init; }
    public required DateTimeOffset Until { get; init; }
    public required int Uses { get; init; }
    public required int UsesMax { get; init; }
    public required bool IsInForce { get; init; }
    /// <summary>Why it ended before its time.</summary>
    public string? EndedCode { get; init; }

    /// <summary>What one argument may be.</summary>
    /// <param name="Rule">same, any or at_most.</param>
    public sealed record ArgumentView(PermitRuleKind Rule, JsonElement? Value, string? AtMost);

    public static PermitView Of(Permit permit, DateTimeOffset now) => new()
    {
        Id = permit.Id.ToString(),
        Agent = permit.Agent,
        Environment = permit.Environment,
        Tool = permit.Tool,
        ContractVersion = permit.ContractVersion,
        Arguments = PermitPattern.Read(permit.Pattern).Rules.ToDictionary(rule => rule.Argument, ArgumentOf, StringComparer.Ordinal),
        GrantedBy = permit.GrantedByName,
        Reason = permit.Reason,
        ProposalId = permit.ProposalId.ToString(),
        GrantedAt = permit.GrantedAt,
        Until = permit.Until,
        Uses = permit.Uses,
        UsesMax = permit.UsesMax,
        IsInForce = permit.IsInForce(now),
        EndedCode = permit.EndedCode,
    };

    private static ArgumentView ArgumentOf(PermitRule rule) => new(rule.Kind,
        rule.Value is { } value ? JsonElement.Parse(value) : null, rule.AtMostNanos is { } nanos ? Money.Text(nanos) : null);
}
