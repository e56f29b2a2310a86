using System.Text.Json.Serialization;

namespace AgentConsole.Web.Proposals;

/// <summary>Which rule spoke; the version is null where no policy set is published.</summary>
public sealed record PolicyView(
    string Rule, string Engine, string? Set, [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] int? Version, string Reason);
