using System.Globalization;
using System.Text.Json.Nodes;
using AgentConsole.Domain;
using AgentConsole.Domain.Policies;
using AgentConsole.Infrastructure.Policies;

namespace AgentConsole.Web.Policies;

/// <summary>A policy set on the wire: the document of one version, and under <c>status</c> what became of all of them.</summary>
internal static class PolicyViews
{
    public static JsonObject Of(PolicySetDetail set, PolicyVersion? shown)
    {
        var resource = Of(set.Set, set.Live, set.Draft, shown);
        resource["status"]!["versions"] = new JsonArray([.. set.Versions.Select(version => (JsonNode)Of(version)!)]);
        return resource;
    }

    public static JsonObject Of(PolicySet set, PolicyVersion? live, PolicyVersion? draft, PolicyVersion? shown) => new()
    {
        ["kind"] = "PolicySet",
        ["name"] = set.Name,
        ["engine"] = WireName.Of(set.Engine),
        ["text"] = shown?.Text ?? "",
        ["tests"] = shown?.Tests is { } tests ? JsonNode.Parse(tests) : null,
        ["note"] = shown?.Note,
        ["status"] = new JsonObject
        {
            ["version"] = set.Version,
            ["shown"] = shown?.Number,
            ["live"] = Of(live),
            ["draft"] = Of(draft),
        },
    };

    private static JsonObject? Of(PolicyVersion? version) => version is null ? null : new()
    {
        ["number"] = version.Number,
        ["status"] = WireName.Of(version.Status),
        ["digest"] = version.Digest,
        ["saved_by"] = version.SavedBy,
        ["saved_at"] = Time(version.SavedAt),
        ["published_by"] = version.PublishedBy,
        ["published_at"] = Time(version.PublishedAt),
        ["shadow_since"] = Time(version.ShadowSince),
    };

    private static string? Time(DateTimeOffset? at) => at?.ToString("O", CultureInfo.InvariantCulture);
}
