using Microsoft.AspNetCore.Components;

namespace AgentConsole.Web.Shell.Kit;

/// <summary>A time, relative to now; exact on hover and focus, in the reader's zone once the browser has had its say.</summary>
public sealed partial class Moment
{
    [Inject] public required TimeProvider Clock { get; init; }

    [Parameter, EditorRequired] public DateTimeOffset? At { get; set; }

    /// <summary>Shows the exact time itself, for ledgers and print.</summary>
    [Parameter] public bool Exact { get; set; }

    /// <summary>The word for "no time".</summary>
    [Parameter] public string None { get; set; } = "never";
}
