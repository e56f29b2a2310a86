namespace AgentConsole.Domain.Insights;

/// <summary>How a workflow went before agents did it, as somebody recorded it; each figure may be unknown.</summary>
/// <param name="ResolutionMs">From the beginning to the end of one case.</param>
/// <param name="CostNanos">US dollars in billionths for one case.</param>
/// <param name="PerDayMilli">Cases that ended on one day, in thousandths.</param>
/// <param name="PersonBasisPoints">The share of cases that needed a person, in hundredths of a percent.</param>
/// <param name="FailedBasisPoints">The share of cases that went wrong.</param>
public sealed record WorkflowBaseline(
    string Workflow, long? ResolutionMs, long? CostNanos, long? PerDayMilli, int? PersonBasisPoints, int? FailedBasisPoints, string? Note, string RecordedBy, DateTimeOffset RecordedAt);
