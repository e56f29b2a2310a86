namespace AgentConsole.Web.Shell.Kit;

/// <summary>What a colour means; red is kept for harm.</summary>
public enum Tone
{
    Neutral,
    Ok,
    Info,
    Warn,
    Danger,
}
