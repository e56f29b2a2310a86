using System.Diagnostics;
using AgentConsole.Web.Shell;
using Xunit;

namespace AgentConsole.Web.Tests.Shell;

/// <summary>What came of a line that somebody typed: a process of its own, in an empty folder of its own, that must end by itself.</summary>
internal sealed record Typed(int Exit, string[] Output, string Error)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    public static Task<Typed> RunAsync(params string[] line) => RunAsync(input: null, line);

    public static async Task<Typed> RunAsync(string? input, string[] line)
    {
        var folder = Directory.CreateTempSubdirectory("console-typed-");
        try
        {
            var typed = await RunInAsync(folder.FullName, input, line);
            Assert.Empty(folder.EnumerateFileSystemInfos());
            return typed;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<Typed> RunInAsync(string folder, string? input, string[] line)
    {
        using var process = Process.Start(new ProcessStartInfo("dotnet", [typeof(CommandLine).Assembly.Location, .. line])
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        if (input is not null) await process.StandardInput.WriteLineAsync(input);
        process.StandardInput.Close();
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        using var limit = new CancellationTokenSource(Patience);
        try
        {
            await process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"'{string.Join(' ', line)}' did not end.");
        }

        return new(process.ExitCode, (await output).Split('\n', StringSplitOptions.RemoveEmptyEntries), await error);
    }
}
