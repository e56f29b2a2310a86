using System.Globalization;
using System.Text.Json.Nodes;
using AgentConsole.Domain;
using AgentConsole.Infrastructure.Agents.Stops;

namespace AgentConsole.Web.Agents;

/// <summary>A stop on the wire.</summary>
internal static class StopViews
{
    public static JsonObject? Of(StopRow? stop) => stop is null ? null : new JsonObject
    {
        ["scope"] = WireName.Of(stop.Scope),
        ["name"] = stop.Name.Length == 0 ? null : stop.Name,
        ["reason"] = stop.Reason,
        ["by"] = stop.By,
        ["at"] = stop.At.ToString("O", CultureInfo.InvariantCulture),
    };
}
