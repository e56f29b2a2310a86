using System.Text.Json;

namespace AgentConsole.JsonSchema.Tests.Conformance;

/// <summary>One test of the published suite.</summary>
public sealed record SuiteTest(string File, string Case, string Description, JsonElement Schema, JsonElement Data, bool Valid)
{
    public string Name => $"{File} | {Case} | {Description}";
}
