namespace AgentConsole.Web.Reviews;

/// <summary>A claim, as the API's description shows it; without a body it is the plain one, which takes nothing from anybody.</summary>
internal sealed record ClaimBody
{
    public const int BytesMax = 4_096;

    /// <summary>Also where somebody else is reading it; that is written down.</summary>
    public bool? TakeOver { get; init; }
    /// <summary>Why; needed to take over.</summary>
    public string? Reason { get; init; }
}
