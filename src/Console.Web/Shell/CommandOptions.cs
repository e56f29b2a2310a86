using System.CommandLine;

namespace AgentConsole.Web.Shell;

/// <summary>The options that several verbs share.</summary>
internal static class CommandOptions
{
    public static Option<string?> Data() => new("--data") { Description = "The folder of SQLite's files and keys." };
}
