using System.Text.Json;
using System.Text.Json.Nodes;
using AgentConsole.Domain;
using AgentConsole.Domain.Agents.Schedules;
using AgentConsole.Domain.Spend;

namespace AgentConsole.Web.Jobs;

/// <summary>A schedule as it stands in the form, before it is kept.</summary>
internal sealed class ScheduleDraft
{
    public string Agent { get; set; } = "";
    public string Environment { get; set; } = "production";
    public string Name { get; set; } = "";
    public string Cron { get; set; } = "0 6 * * 1-5";
    public string Zone { get; set; } = "UTC";
    public string Url { get; set; } = "https://";
    public string Input { get; set; } = "{}";
    public int TimeoutSeconds { get; set; } = ScheduleLimits.TimeoutSecondsDefault;
    public int Retries { get; set; } = ScheduleLimits.RetriesDefault;
    public int BackoffSeconds { get; set; } = ScheduleLimits.BackoffSecondsDefault;
    public int AtOnce { get; set; } = ScheduleLimits.AtOnceDefault;
    public string CapUsd { get; set; } = "";
    public bool IsEnabled { get; set; } = true;

    public static ScheduleDraft Of(AgentSchedule schedule) => new()
    {
        Agent = schedule.Agent,
        Environment = schedule.Environment,
        Name = schedule.Name,
        Cron = schedule.Cron,
        Zone = schedule.Zone,
        Url = schedule.Url,
        Input = schedule.Input,
        TimeoutSeconds = schedule.TimeoutSeconds,
        Retries = schedule.Retries,
        BackoffSeconds = schedule.BackoffSeconds,
        AtOnce = schedule.AtOnce,
        CapUsd = schedule.CapUsdNanos is { } cap ? Money.Text(cap) : "",
        IsEnabled = schedule.IsEnabled,
    };

    /// <summary>The document that says this; null where the input is no JSON object.</summary>
    public JsonElement? ToDocument(out Fault? fault)
    {
        fault = null;
        JsonObject? input = null;
        try
        {
            input = JsonNode.Parse(Input.Trim().Length == 0 ? "{}" : Input, documentOptions: new() { MaxDepth = 64, AllowDuplicateProperties = false }) as JsonObject;
        }
        catch (JsonException)
        {
            // Said below, as for everything else that is no object.
        }

        if (input is null)
        {
            fault = new("/input", "type", "The input must be a JSON object, such as {\"mailbox\": \"support\"}.");
            return null;
        }

        var document = new JsonObject
        {
            ["agent"] = Agent.Trim(),
            ["environment"] = Environment.Trim(),
            ["name"] = Name.Trim(),
            ["cron"] = Cron.Trim(),
            ["zone"] = Zone.Trim(),
            ["url"] = Url.Trim(),
            ["input"] = input,
            ["timeout_s"] = TimeoutSeconds,
            ["retries"] = Retries,
            ["backoff_s"] = BackoffSeconds,
            ["at_once"] = AtOnce,
            ["cap_usd"] = CapUsd.Trim().Length == 0 ? null : CapUsd.Trim(),
            ["enabled"] = IsEnabled,
        };
        return JsonSerializer.SerializeToElement(document);
    }
}
