using System.Diagnostics;
using Xunit;

namespace AgentConsole.Testing.Persistence;

/// <summary>
/// The one PostgreSQL server of a test run: the one that <see cref="Variable"/> names, or one that this process starts on first use
/// and stops when it ends.
/// </summary>
public static class PostgresServer
{
    /// <summary>The environment variable with a connection string of a server on which tests may create and drop databases.</summary>
    public const string Variable = "AGENTCONSOLE_TEST_POSTGRES";

    private static readonly string Script = Repository.PathOf("eng", "test-postgres.sh");
    private static readonly Lazy<(string? ConnectionString, string? Missing)> Server = new(Start);

    /// <summary>How to reach the server; skips the test, with the reason, where there is none.</summary>
    public static string ConnectionString
    {
        get
        {
            var (connectionString, missing) = Server.Value;
            if (missing is not null) Assert.Skip(missing);
            return connectionString!;
        }
    }

    /// <summary>Whether somebody else runs the server, who will go on using it.</summary>
    internal static bool IsGiven => Given.Length > 0;

    private static string Given => Environment.GetEnvironmentVariable(Variable) ?? "";

    private static (string? ConnectionString, string? Missing) Start()
    {
        if (IsGiven) return (Given, null);
        if (OperatingSystem.IsWindows()) return (null, $"PostgreSQL: set {Variable}; a server is started on Linux and macOS only.");

        var folder = Path.Combine(Path.GetTempPath(), $"agentconsole-postgres-{Environment.ProcessId}");
        var (exitCode, output, error) = Run("start", folder);
        if (exitCode == MissingExitCode) return (null, "PostgreSQL: " + error);
        if (exitCode != 0) throw new InvalidOperationException($"PostgreSQL did not start: {error}");

        AppDomain.CurrentDomain.ProcessExit += (_, _) => Run("stop", folder);
        return (output, null);
    }

    private const int MissingExitCode = 3;

    private static (int ExitCode, string Output, string Error) Run(string verb, string folder)
    {
        using var process = Process.Start(new ProcessStartInfo(Script, [verb, folder])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output.Trim(), error.GetAwaiter().GetResult().Trim());
    }
}
