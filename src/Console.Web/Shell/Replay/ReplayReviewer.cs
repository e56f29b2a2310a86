namespace AgentConsole.Web.Shell.Replay;

/// <summary>Who decides while a recording is played.</summary>
internal enum ReplayReviewer
{
    /// <summary>Nobody: what is asked stays pending.</summary>
    None,
    /// <summary>Somebody who says yes to everything.</summary>
    Approve,
    /// <summary>Somebody who knows the recording's answers and refuses the writes that they call wrong; for scoring only.</summary>
    Oracle,
}
