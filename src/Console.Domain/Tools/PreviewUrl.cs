using System.Text.Json;

namespace AgentConsole.Domain.Tools;

/// <summary>The address at which the state of a target is read.</summary>
public static class PreviewUrl
{
    /// <summary>The address; null where an argument is missing or is nothing that may stand there.</summary>
    public static string? Of(ToolPreview preview, JsonElement arguments) => TargetUrl.Of(preview.Url, arguments);
}
