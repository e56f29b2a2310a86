using System.Globalization;
using System.Text.Json.Nodes;
using AgentConsole.Web.Shell.Outside;

namespace AgentConsole.Web.Shell.Demo;

/// <summary>
/// Two agents that go wrong, so that rules find harm: one asks again and again for a tool that it does not have, and whoever is on call settles
/// that; the other asks for more money than it may, and that alert is left for whoever looks at the demo.
/// </summary>
/// <param name="oncall">The shift before.</param>
internal sealed partial class DemoTrouble(IReadOnlyDictionary<string, ConsoleClient> agents, ConsoleClient oncall, TimeProvider clock, ILogger<DemoTrouble> logger)
{
    private const string Eager = "infra-runner";
    private const string Generous = "support-triage-v3";
    private const int Calls = 9;
    private const int LooksMax = 60;
    private static readonly TimeSpan LooksApart = TimeSpan.FromSeconds(2);

    public async Task RunAsync(CancellationToken cancellation)
    {
        try
        {
            for (var call = 0; call < Calls; call++)
            {
                await ProposeAsync(Eager, "cleanup-loop-1", "backups.delete", new() { ["backup_id"] = "B-104" }, "The disk is nearly full; trying again.", call, cancellation);
                await ProposeAsync(Generous, string.Create(CultureInfo.InvariantCulture, $"refunds-{1 + call}"), "billing.refund",
                    new() { ["order_id"] = DemoWorld.OrderId(call), ["amount"] = 400 + call }, "The page said that everybody gets it all back.", call, cancellation);
            }

            await SettleAsync(cancellation);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // The demo ends.
        }
#pragma warning disable CA1031 // A story that breaks off must not end the demo.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            LogBroken(exception);
        }
    }

    private Task<ApiAnswer> ProposeAsync(string agent, string run, string tool, JsonObject args, string rationale, int call, CancellationToken cancellation) =>
        agents[agent].ProposeAsync(new JsonObject { ["tool"] = tool, ["args"] = args, ["run_id"] = run, ["rationale"] = rationale }.ToJsonString(),
            string.Create(CultureInfo.InvariantCulture, $"trouble-{run}-{call}"), cancellation);

    /// <summary>Looks into what is found of the eager agent, and says what it was.</summary>
    private async Task SettleAsync(CancellationToken cancellation)
    {
        // Two rules see it: the refusals, and the same call again.
        var settled = 0;
        for (var look = 0; look < LooksMax && settled < 2; look++)
        {
            if (look > 0) await Task.Delay(LooksApart, clock, cancellation);
            var found = await oncall.OpenAlertsAsync(Eager, cancellation);
            foreach (var id in found.Member("items") is { } items ? items.EnumerateArray().Select(alert => alert.GetProperty("id").GetString()!).ToList() : [])
            {
                await oncall.AnswerAlertAsync(id, "acknowledge", null, cancellation);
                await oncall.AnswerAlertAsync(id, "resolve", new() { ["reason"] = "Its goal named a tool that it does not have; the goal was put right." }, cancellation);
                settled++;
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The story of what goes wrong broke off.")]
    private partial void LogBroken(Exception exception);
}
