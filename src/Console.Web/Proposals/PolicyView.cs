using System.Text.Json.Serialization;

namespace AgentConsole.Web.Proposals;

/// <summary>Which rule spoke; the version is null where no policy set is published.</summary>
public sealed record PolicyView(
    string Rule, [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] int? Version, string Reason);
