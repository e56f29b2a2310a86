using System.Text.Json;
using AgentConsole.Domain.Runs;

namespace AgentConsole.Web.Runs;

/// <summary>A run on the wire, as its agent reads it.</summary>
/// <param name="Readings">How many texts it has read so far.</param>
public sealed record RunView(
    string RunId, string Agent, string Environment, string? Workflow, string? Trigger, string? AgentVersion, string? Model, int Readings,
    DateTimeOffset StartedAt, DateTimeOffset? EndedAt, string? Outcome, JsonElement? Kpis)
{
    internal static RunView Of(Run run) => new(
        run.Name, run.Agent, run.Environment, run.Workflow, run.Trigger, run.AgentVersion, run.Model, run.Readings,
        run.StartedAt, run.EndedAt, run.Outcome, run.Kpis is { } kpis ? JsonElement.Parse(kpis) : null);
}
