namespace AgentConsole.Web.Reviews;

/// <summary>What the decision bar still has to know.</summary>
internal enum Asking
{
    Nothing,
    /// <summary>Why not.</summary>
    Reason,
    /// <summary>What the agent should do differently.</summary>
    Note,
    /// <summary>What shall run instead.</summary>
    Arguments,
    /// <summary>Whether a yes at high risk is meant.</summary>
    Certainty,
}
