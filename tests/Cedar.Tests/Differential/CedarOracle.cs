using System.Diagnostics;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Xunit;

namespace AgentConsole.Cedar.Tests.Differential;

/// <summary>The reference implementation in a child process; installed on first use, one line of JSON for each question and answer.</summary>
public sealed class CedarOracle : IAsyncLifetime
{
    private const int InstallTimeoutSeconds = 120;

    private static readonly string _folder = Path.Combine(AppContext.BaseDirectory, "Oracle");
    private static readonly UTF8Encoding _utf8 = new(encoderShouldEmitUTF8Identifier: false);

    private Process? _process;
    private string? _missing;

    public async ValueTask InitializeAsync()
    {
        try
        {
            _missing = await InstallAsync();
            if (_missing is not null) return;
            _process = Process.Start(Command("node", "oracle.cjs"));
            var version = await AskAsync(new JsonObject { ["verb"] = "version" });
            if (version!.GetValue<string>() != "4.13.0") _missing = $"The oracle is Cedar {version}, not 4.13.0.";
        }
        catch (Exception exception) when (exception is System.ComponentModel.Win32Exception or IOException or TimeoutException)
        {
            _missing = $"Node.js with npm is not to be had: {exception.Message}";
        }
    }

    public ValueTask DisposeAsync()
    {
        if (_process is null) return ValueTask.CompletedTask;
        _process.Kill(entireProcessTree: true);
        _process.Dispose();
        return ValueTask.CompletedTask;
    }

    /// <summary>Skips the test, with the reason, where there is no oracle.</summary>
    public void Require() => Assert.SkipWhen(_missing is not null, _missing ?? "");

    public async Task<JsonNode?> AskAsync(JsonObject question)
    {
        await _process!.StandardInput.WriteLineAsync(question.ToJsonString());
        await _process.StandardInput.FlushAsync();
        var line = await _process.StandardOutput.ReadLineAsync() ?? throw new IOException("The oracle has ended.");
        return JsonNode.Parse(line, documentOptions: new JsonDocumentOptions { MaxDepth = 1_000 });
    }

    // Beside the built tests, so that nothing is written into the sources.
    private static async Task<string?> InstallAsync()
    {
        if (Directory.Exists(Path.Combine(_folder, "node_modules", "@cedar-policy", "cedar-wasm"))) return null;
        using var npm = Process.Start(Command(OperatingSystem.IsWindows() ? "npm.cmd" : "npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"))!;
        npm.StandardInput.Close();
        var errors = npm.StandardError.ReadToEndAsync();
        var output = npm.StandardOutput.ReadToEndAsync();
        try
        {
            await npm.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(InstallTimeoutSeconds));
        }
        catch (TimeoutException)
        {
            npm.Kill(entireProcessTree: true);
            return $"npm ci did not end within {InstallTimeoutSeconds} seconds.";
        }

        return npm.ExitCode == 0 ? null : $"npm ci could not install @cedar-policy/cedar-wasm: {(await errors).Trim()} {(await output).Trim()}";
    }

    private static ProcessStartInfo Command(string program, params string[] arguments) => new(program, arguments)
    {
        WorkingDirectory = _folder,
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
        RedirectStandardError = program != "node",
        StandardInputEncoding = _utf8,
        StandardOutputEncoding = _utf8,
    };
}
