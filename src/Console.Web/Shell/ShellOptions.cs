namespace AgentConsole.Web.Shell;

/// <summary>What the frame of every page says about this console.</summary>
public sealed class ShellOptions
{
    public const string Section = "Shell";

    /// <summary>The badge in the top bar; empty takes the host's environment name.</summary>
    public string EnvironmentName { get; set; } = "";
}
