using System.Text.Json.Serialization;
using AgentConsole.Web.Proposals;

namespace AgentConsole.Web.Reviews;

/// <summary>The caller's working batch on the wire, and what waits beside it.</summary>
/// <param name="Planted">The planted proposal that the caller decided last, for a few minutes; it is never told which one is planted before.</param>
public sealed record QueueView(
    IReadOnlyList<ProposalView> Batch,
    int Waiting,
    [property: JsonPropertyName("oldest_age_s"), JsonIgnore(Condition = JsonIgnoreCondition.Never)] int? OldestAgeSeconds,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] PlantedView? Planted);
