using System.Text.Json;
using AgentConsole.Domain.Telemetry;
using AgentConsole.Web.Shell;

namespace AgentConsole.Web.Telemetry;

/// <summary>An event of a run on the wire: redacted, as it is kept.</summary>
/// <param name="Clock">ahead or behind where its sender's clock is not to be believed.</param>
/// <param name="Cost">Null where there is none, or where it is unknown; <paramref name="CostSource"/> tells which.</param>
/// <param name="Detail">Arguments as the tool's contract lets them be kept (a value that may not be kept is a keyed hash), what was retrieved, members that are not known.</param>
public sealed record EventView(
    long Id, DateTimeOffset Ts, DateTimeOffset ReceivedAt, ClockMark? Clock, TraceKind Kind, TraceOutcome Outcome, string AgentId, string Environment, string? RunId, string? Workflow,
    string? Name, string? Model, string? Tool, string? ToolCallId, string? ProposalId, string? Rule, string? Word, string? TraceId, string? SpanId, string? ParentSpanId,
    long? LatencyMs, EventView.UsageView? Usage, MoneyView? Cost, CostSource CostSource, EventView.ErrorView? Error, FaultDomain? FaultDomain, string? CallHash, JsonElement? Detail)
{
    /// <summary>Tokens.</summary>
    public sealed record UsageView(long? InputTokens, long? OutputTokens, long? CachedTokens);

    /// <summary>What went wrong.</summary>
    public sealed record ErrorView(string? Type, string? Message);

    internal static EventView Of(TraceEvent one) => new(
        one.Id, one.At, one.ReceivedAt, one.Clock == ClockMark.Plausible ? null : one.Clock, one.Kind, one.Outcome, one.Agent, one.Environment, one.Run, one.Workflow,
        one.Name, one.Model, one.Tool, one.ToolCallId, one.Proposal, one.Rule, one.Word, one.TraceId, one.SpanId, one.ParentSpanId, one.LatencyMs,
        one.InputTokens is null && one.OutputTokens is null ? null : new(one.InputTokens, one.OutputTokens, one.CachedTokens),
        one.CostNanos is { } nanos ? MoneyView.Of(nanos) : null, one.CostSource,
        one.Error is null && one.ErrorType is null ? null : new(one.ErrorType, one.Error), one.Fault, one.CallHash,
        one.Detail is { } detail ? JsonElement.Parse(detail) : null);
}
