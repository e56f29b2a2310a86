using System.CommandLine;

namespace AgentConsole.Web.Shell;

/// <summary>The options that several verbs share.</summary>
internal static class CommandOptions
{
    public static Option<string?> Data()
    {
        var data = new Option<string?>("--data") { Description = "The folder of SQLite's files and keys." };
        data.Validators.Add(said =>
        {
            if (said.Tokens is [{ Value: "" }]) said.AddError("--data names a folder.");
        });
        return data;
    }
}
