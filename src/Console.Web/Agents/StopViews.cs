using System.Globalization;
using System.Text.Json.Nodes;
using AgentConsole.Domain;
using AgentConsole.Domain.Agents;
using AgentConsole.Infrastructure.Agents.Stops;

namespace AgentConsole.Web.Agents;

/// <summary>A stop and a drill on the wire.</summary>
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

    /// <summary>With the calls that ran already and have not been confirmed to have ended.</summary>
    public static JsonObject Of(StopRow stop, IReadOnlyList<RunningCall> unconfirmed)
    {
        var view = Of(stop)!;
        view["unconfirmed"] = new JsonArray([.. unconfirmed.Select(call => JsonValue.Create(call.Id.ToString()))]);
        return view;
    }

    public static JsonObject Of(StopDrill drill, string? by) => new()
    {
        ["at"] = drill.At.ToString("O", CultureInfo.InvariantCulture),
        ["scope"] = WireName.Of(drill.Scope),
        ["name"] = drill.Name.Length == 0 ? null : drill.Name,
        ["by"] = by,
        ["elapsed_ms"] = drill.ElapsedMs,
        ["held"] = drill.HasHeld,
        ["frozen"] = drill.Frozen,
        ["revoked"] = drill.Revoked,
        ["running"] = drill.Running,
        ["fault"] = drill.Fault,
    };
}
