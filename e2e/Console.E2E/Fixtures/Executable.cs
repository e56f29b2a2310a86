using System.Diagnostics;
using AgentConsole.Testing;
using Xunit;

namespace AgentConsole.E2E.Fixtures;

/// <summary>The built console as people get it: its own process, started by its command line.</summary>
internal static class Executable
{
    private static readonly TimeSpan VerbLimit = TimeSpan.FromSeconds(60);

    // Built with the same configuration as these tests, which lie in bin/CONFIGURATION/net10.0.
    private static readonly string Program = Repository.PathOf("src", "Console.Web", "bin",
        new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name, "net10.0", "AgentConsole.Web.dll");

    public static Process Start(string folder, params string[] arguments) => Start(folder, new Dictionary<string, string>(), arguments);

    /// <param name="settings">As the environment says them, such as <c>Alerts__CheckSeconds</c>.</param>
    public static Process Start(string folder, IReadOnlyDictionary<string, string> settings, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Program, .. arguments])
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Production";
        // Most flows are not about the time to undo; one that is says so on its command line.
        start.Environment["Reviews__UndoSecondsMedium"] = start.Environment["Reviews__UndoSecondsHigh"] = "0";
        foreach (var (name, value) in settings) start.Environment[name] = value;
        return Process.Start(start)!;
    }

    /// <summary>Runs a verb to its end; its results are standard output.</summary>
    public static async Task<(int ExitCode, string Output, string Error)> RunAsync(string folder, string? input, params string[] arguments)
    {
        using var process = Start(folder, arguments);
        using var limit = new CancellationTokenSource(VerbLimit);
        await process.StandardInput.WriteLineAsync(input);
        process.StandardInput.Close();
        var (output, error) = (process.StandardOutput.ReadToEndAsync(limit.Token), process.StandardError.ReadToEndAsync(limit.Token));
        await process.WaitForExitAsync(limit.Token);
        return (process.ExitCode, (await output).Trim(), await error);
    }

    /// <summary>Runs a verb that must succeed; the last line of its output.</summary>
    public static async Task<string> SayAsync(string folder, string? input, params string[] arguments)
    {
        var (exitCode, output, error) = await RunAsync(folder, input, arguments);
        Assert.True(exitCode == 0, $"{string.Join(' ', arguments)} ended with {exitCode}: {error}");
        return output.Split('\n')[^1];
    }
}
