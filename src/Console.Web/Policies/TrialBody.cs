using System.Text.Json;

namespace AgentConsole.Web.Policies;

/// <summary>A text in the place of a set's live version, or what decides now; and a past proposal, or one written like a test's <c>given</c>.</summary>
public sealed record TrialBody(string? Name, string? Text, string? Proposal, JsonElement? Given);
