using System.Text.Json;
using AgentConsole.Domain;
using AgentConsole.Domain.Agents;
using AgentConsole.Domain.Tools;
using AgentConsole.Infrastructure.Agents;

namespace AgentConsole.Web.Agents;

/// <summary>One tool that an agent may propose, as it reads it.</summary>
/// <param name="Arguments">The manifest's further limits, a JSON Schema beside <paramref name="InputSchema"/>; both hold.</param>
/// <param name="AsksPerson"><c>always</c>: the stage reaches no further; <c>by_policy</c>: policy decides each time.</param>
public sealed record ManifestToolView(
    string Tool, int Version, string SideEffect, string? Description, JsonElement InputSchema, JsonElement? Arguments, string AsksPerson, string Executes)
{
    /// <summary>Null where the tool cannot be used there at this moment; the proposal would be denied.</summary>
    public static ManifestToolView? Of(ManifestEntry entry, ToolContract? contract, LoadedAgent agent, string environment)
    {
        if (contract is null || !contract.Environments.Contains(environment)) return null;
        var mayActAlone = agent.Dri is not null && StageCeiling.Reaches(agent.Stage, contract.SideEffect, environment);
        return new(contract.Name, contract.Version, WireName.Of(contract.SideEffect), contract.Description, contract.InputSchema, entry.Arguments,
            mayActAlone ? "by_policy" : "always", WireName.Of(contract.Executes));
    }
}
