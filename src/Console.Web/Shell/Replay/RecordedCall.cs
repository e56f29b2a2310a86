using System.Text.Json;

namespace AgentConsole.Web.Shell.Replay;

/// <summary>One tool call of a recorded run: what the agent asked for, and how it went then.</summary>
/// <param name="Args">As recorded; never read or mended here.</param>
internal sealed record RecordedCall(int Step, string Tool, JsonElement Args, string? ResultStatus, string? ResultExcerpt, string? Error)
{
    /// <summary>For the oracle only: a write that the recording's answers call wrong. It is never sent anywhere.</summary>
    public bool IsWrongWrite { get; init; }

    /// <summary>Whether the tool ran in the recording; a call that was only proposed or denied there has no result to tell.</summary>
    public bool HasRun => ResultStatus is "ok" or "error" or "simulated";

    public bool HasFailed => ResultStatus == "error";
}
