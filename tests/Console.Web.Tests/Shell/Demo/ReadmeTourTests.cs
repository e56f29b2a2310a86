using System.Diagnostics;
using System.Text.RegularExpressions;
using AgentConsole.Testing;
using AgentConsole.Web.Shell.Demo;
using Xunit;

namespace AgentConsole.Web.Tests.Shell.Demo;

/// <summary>The README's tour, as it stands there, against a demo.</summary>
public sealed partial class ReadmeTourTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("console-web-tests-").FullName;

    [Fact]
    public async Task The_tour_says_what_the_readme_says_it_does()
    {
        Assert.SkipUnless(File.Exists("/bin/bash") && File.Exists("/usr/bin/curl"), "bash and curl are needed to follow the README.");
        await using var demo = await DemoConsole.StartAsync("http://127.0.0.1:0", _folder, CancellationToken.None);
        using var told = new StringWriter();
        await demo.TellAsync(told);

        var said = await FollowAsync(told.ToString());

        Assert.Contains("\"verdict\":\"review\"", said, StringComparison.Ordinal);
        Assert.Contains("outside_manifest_limits", said, StringComparison.Ordinal);
        Assert.Contains("args_invalid", said, StringComparison.Ordinal);
        Assert.Contains("/order_id", said, StringComparison.Ordinal);
        Assert.Contains("not_in_manifest", said, StringComparison.Ordinal);
        Assert.Contains("idempotency_key_reused", said, StringComparison.Ordinal);
        Assert.Contains("\"refunded\":25", said, StringComparison.Ordinal);
        Assert.Contains("grant_used", said, StringComparison.Ordinal);
        Assert.Contains("\"state\":\"succeeded\"", said, StringComparison.Ordinal);
        Assert.Contains("\"code\":\"stopped\"", said, StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static async Task<string> FollowAsync(string told)
    {
        var readme = await File.ReadAllTextAsync(Repository.PathOf("README.md"));
        var steps = BashBlock().Matches(readme).Select(block => block.Groups[1].Value).ToList();
        Assert.NotEmpty(steps);
        var exports = ExportLine().Matches(told).Select(line => line.Value.Trim());
        using var bash = Process.Start(new ProcessStartInfo("/bin/bash") { RedirectStandardInput = true, RedirectStandardOutput = true })!;
        await bash.StandardInput.WriteAsync(string.Join('\n', [.. exports, .. steps]));
        bash.StandardInput.Close();
        var said = await bash.StandardOutput.ReadToEndAsync();
        await bash.WaitForExitAsync();
        return said;
    }

    [GeneratedRegex("```bash\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex BashBlock();

    [GeneratedRegex("^ *export .*$", RegexOptions.Multiline)]
    private static partial Regex ExportLine();
}
