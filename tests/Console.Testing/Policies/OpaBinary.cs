using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Xunit;

namespace AgentConsole.Testing.Policies;

/// <summary>A real OPA on a loopback port, from the binary that <c>OPA_BIN</c> names.</summary>
public sealed class OpaBinary : IAsyncDisposable
{
    public const string Variable = "OPA_BIN";

    private readonly Process _process;

    private OpaBinary(Process process, string url) => (_process, Url) = (process, url);

    public string Url { get; }

    /// <summary>Skips the test, with the reason, where there is none.</summary>
    public static string Require()
    {
        var binary = Environment.GetEnvironmentVariable(Variable);
        Assert.SkipUnless(File.Exists(binary), $"Open Policy Agent: {Variable} names no binary; the recorded answers are tested instead.");
        return binary!;
    }

    /// <param name="more">Such as files of policies, or <c>--config-file</c> with its file.</param>
    public static async Task<OpaBinary> StartAsync(params string[] more)
    {
        var url = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{FreePort()}");
        var start = new ProcessStartInfo(Require(), ["run", "--server", "--addr", url["http://".Length..], "--log-level", "error", .. more]);
        var opa = new OpaBinary(Process.Start(start)!, url);
        using var client = new HttpClient();
        await Eventually.IsTrueAsync(async () =>
        {
            try
            {
                using var answer = await client.GetAsync(new Uri(url + "/health"));
                return answer.IsSuccessStatusCode;
            }
            catch (HttpRequestException)
            {
                return false;
            }
        }, "OPA listens");
        return opa;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited) _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
