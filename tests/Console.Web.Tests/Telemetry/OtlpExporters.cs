using System.Diagnostics;
using System.Text.Json;
using Xunit;

namespace AgentConsole.Web.Tests.Telemetry;

/// <summary>The official JavaScript exporters, each time in a process of their own; installed on first use.</summary>
public sealed class OtlpExporters : IAsyncLifetime
{
    private const int InstallTimeoutSeconds = 120;
    private const int ExportTimeoutSeconds = 60;

    private static readonly string _folder = Path.Combine(AppContext.BaseDirectory, "Telemetry", "Peers");

    private string? _missing;

    public async ValueTask InitializeAsync()
    {
        try
        {
            if (Directory.Exists(Path.Combine(_folder, "node_modules", "@opentelemetry", "sdk-trace-base"))) return;
            var (code, output) = await RunAsync(InstallTimeoutSeconds, OperatingSystem.IsWindows() ? "npm.cmd" : "npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund");
            if (code != 0) _missing = $"npm ci could not install the exporters: {output}";
        }
        catch (Exception exception) when (exception is System.ComponentModel.Win32Exception or IOException or TimeoutException)
        {
            _missing = $"Node.js with npm is not to be had: {exception.Message}";
        }
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    /// <summary>Skips the test, with the reason, where there are none.</summary>
    public void Require() => Assert.SkipWhen(_missing is not null, _missing ?? "");

    /// <summary>Sends three spans of one run; what the exporter said of it.</summary>
    public async Task<JsonElement> ExportAsync(Uri address, string bearer, string spelling, string compression, string run)
    {
        var (code, output) = await RunAsync(ExportTimeoutSeconds, "node", "export.cjs", address.ToString(), bearer, spelling, compression, run);
        Assert.True(code == 0, output);
        return JsonElement.Parse(output);
    }

    // Beside the built tests, so that nothing is written into the sources.
    private static async Task<(int Code, string Output)> RunAsync(int timeoutSeconds, string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = _folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        process.StandardInput.Close();
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        try
        {
            await process.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(timeoutSeconds));
        }
        catch (TimeoutException)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"{program} did not end within {timeoutSeconds} seconds.");
        }

        return (process.ExitCode, process.ExitCode == 0 ? (await output).Trim() : (await errors + await output).Trim());
    }
}
