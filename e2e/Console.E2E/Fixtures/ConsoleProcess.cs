using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using AgentConsole.Testing;

namespace AgentConsole.E2E.Fixtures;

/// <summary>A running console in a process of its own, over a data folder that outlives it.</summary>
public sealed partial class ConsoleProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly ConcurrentQueue<string> _said = new();

    private ConsoleProcess(Process process, string folder, Uri address)
    {
        (_process, Folder, Address) = (process, folder, address);
        process.OutputDataReceived += (_, line) => _said.Enqueue(line.Data ?? "");
        process.ErrorDataReceived += (_, line) => _said.Enqueue(line.Data ?? "");
        process.Exited += (_, _) => _said.Enqueue(string.Create(CultureInfo.InvariantCulture, $"(ended with exit code {process.ExitCode})"));
        process.EnableRaisingEvents = true;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public string Folder { get; }

    public Uri Address { get; }

    /// <summary>Everything that it wrote to either output so far.</summary>
    public string Said => string.Join('\n', _said);

    /// <summary>Starts the console and waits until it listens.</summary>
    /// <param name="address">Where to listen, for one that takes the place of another; otherwise any free port.</param>
    public static Task<ConsoleProcess> ServeAsync(string folder, Uri? address = null) => StartAsync("serve", folder, address);

    public static Task<ConsoleProcess> StartAsync(string verb, string folder, Uri? address = null) => StartAsync(verb, folder, new Dictionary<string, string>(), address);

    public static async Task<ConsoleProcess> StartAsync(string verb, string folder, IReadOnlyDictionary<string, string> settings, Uri? address = null)
    {
        address ??= new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{FreePort()}/"));
        var console = new ConsoleProcess(Executable.Start(folder, settings, verb, "--urls", address.GetLeftPart(UriPartial.Authority), "--data", folder), folder, address);
        try
        {
            using var http = new HttpClient { BaseAddress = address };
            await Eventually.IsTrueAsync(() => console.ListensAsync(http), "the console listens", TimeSpan.FromSeconds(60));
            return console;
        }
        catch
        {
            await console.DisposeAsync();
            throw new InvalidOperationException($"The console did not come up:\n{console.Said}");
        }
    }

    /// <summary>The address that makes the first admin, printed where nobody is here yet.</summary>
    public async Task<Uri> SetupLinkAsync()
    {
        await Eventually.IsTrueAsync(() => SetupLink().IsMatch(Said), "the set-up link is printed");
        return new(SetupLink().Match(Said).Value);
    }

    /// <summary>Ends it as a power cut would: no farewell, no flush.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited) await KillAsync();
        _process.Dispose();
    }

    private async Task<bool> ListensAsync(HttpClient http)
    {
        if (_process.HasExited) throw new InvalidOperationException($"The console ended with {_process.ExitCode}.");
        try
        {
            using var answer = await http.GetAsync("/healthz/ready");
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    [GeneratedRegex(@"http://\S+/account/setup\S+")]
    private static partial Regex SetupLink();
}
