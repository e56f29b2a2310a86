using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using AgentConsole.Domain.Access;
using AgentConsole.Testing;
using AgentConsole.Web.Shell;
using Microsoft.Extensions.Logging;

namespace AgentConsole.Bench;

/// <summary>A console of its own process with the refund tool, an agent that is asked about, one that policy lets go, and one operator.</summary>
internal sealed class IntakeServer : IAsyncDisposable
{
    /// <summary>The rules that are published.</summary>
    public const int Policies = 200;

    private readonly Process _process;
    private readonly string _folder;

    private IntakeServer(Process process, string folder, Uri address, (string Agent, string Free, string Operator) secrets) =>
        (_process, _folder, Address, AgentKey, FreeAgentKey, OperatorToken) = (process, folder, address, secrets.Agent, secrets.Free, secrets.Operator);

    public Uri Address { get; }

    /// <summary>Processor time that the server has used so far.</summary>
    public TimeSpan ProcessorTime
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    /// <summary>What the server holds in memory now.</summary>
    public long MemoryBytes
    {
        get
        {
            _process.Refresh();
            return _process.WorkingSet64;
        }
    }

    public string AgentKey { get; }

    /// <summary>Of the agent <c>free</c>, about which nobody is asked.</summary>
    public string FreeAgentKey { get; }

    public string OperatorToken { get; }

    public static async Task<IntakeServer> StartAsync()
    {
        var folder = Directory.CreateTempSubdirectory("console-bench-").FullName;
        var secrets = await SeedAsync(folder);
        var address = new Uri($"http://127.0.0.1:{FreePort()}");
        var executable = typeof(ConsoleHost).Assembly.Location;
        var process = Process.Start(new ProcessStartInfo("dotnet", [executable, "serve", "--urls", address.ToString(), "--data", folder])
        {
            RedirectStandardOutput = true,
            // Without a time to undo: a loop that waits for it would measure the wait.
            Environment =
            {
                ["Logging__LogLevel__Default"] = "Warning",
                ["Logging__LogLevel__Microsoft"] = "Warning",
                ["Reviews__UndoSecondsMedium"] = "0",
                ["Reviews__UndoSecondsHigh"] = "0",
            },
        })!;
        process.OutputDataReceived += static (_, _) => { };
        process.BeginOutputReadLine();
        var server = new IntakeServer(process, folder, address, secrets);
        await server.ReadyAsync();
        return server;
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private static async Task<(string Agent, string Free, string Operator)> SeedAsync(string folder)
    {
        await using var app = await ConsoleHost.BuildAsync(new ServeOptions("http://127.0.0.1:0", folder), builder => builder.Logging.ClearProviders());
        await app.StartAsync();
        var seed = new Seed(app.Services);
        await seed.ToolAsync(Seed.RefundTool.Replace("\"amount\":{\"type\":\"number\",\"minimum\":0}", "\"amount\":{\"type\":\"string\"}", StringComparison.Ordinal));
        await seed.AgentAsync("support");
        await seed.AgentAsync("free");
        await seed.ApplyAsync(PolicyDocument());
        var key = await seed.KeyAsync("support");
        var free = await seed.KeyAsync("free");
        var token = await seed.TokenAsync(await seed.PersonAsync("Rita", Role.Reviewer, Role.Security));
        await app.StopAsync();
        return (key, free, token);
    }

    /// <summary>As many rules as measure.md asks for, of which one sends what this agent proposes to a reviewer.</summary>
    private static string PolicyDocument()
    {
        var text = new StringBuilder("@id(\"person_decides\") permit(principal, action, resource) when { context.approvals >= 1 };\n@id(\"free\") permit(principal == Agent::\"free\", action, resource);\n");
        for (var at = 2; at < Policies; at++)
            text.Append(CultureInfo.InvariantCulture, $"@id(\"rule-{at}\") permit(principal == Agent::\"agent-{at}\", action == Action::\"billing.refund\", resource) when {{ context.risk.score < {at % 100} }};\n");
        return JsonSerializer.Serialize(new { kind = "PolicySet", name = "bench", engine = "cedar", publish = true, text = text.ToString() });
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private async Task ReadyAsync()
    {
        using var http = new HttpClient { BaseAddress = Address };
        for (var attempt = 0; attempt < 300; attempt++)
        {
            try
            {
                using var ready = await http.GetAsync(new Uri("/healthz/ready", UriKind.Relative));
                if (ready.IsSuccessStatusCode) return;
            }
            catch (HttpRequestException)
            {
                // Not listening yet.
            }

            await Task.Delay(100);
        }

        throw new InvalidOperationException("The server did not become ready.");
    }
}
