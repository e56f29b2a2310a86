namespace AgentConsole.Web.Shell;

/// <summary>The states of a live page; decisions are taken in one of them.</summary>
public enum LiveState
{
    /// <summary>Nothing was read yet.</summary>
    Loading,
    /// <summary>Read, and there is nothing to show.</summary>
    Empty,
    /// <summary>Whoever sits here may not see it, or not any more.</summary>
    Denied,

    /// <summary>The last reading failed; what may still be on the page can be old.</summary>
    Failed,
    /// <summary>There is something to show, but changes do not arrive.</summary>
    Disconnected,
    /// <summary>What is shown is what is so.</summary>
    Live,
}
