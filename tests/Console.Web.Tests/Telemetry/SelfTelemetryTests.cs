using Xunit;

namespace AgentConsole.Web.Tests.Telemetry;

/// <summary>What the console tells of itself, and what it keeps to itself.</summary>
public sealed class SelfTelemetryTests
{
    private const string Marker = "W-ONLY-IN-ARGUMENTS";

    [Fact]
    public async Task Traces_and_figures_reach_the_receiver_with_ids_and_without_arguments()
    {
        await using var receiver = await OtlpReceiver.StartAsync();

        await ProposeAndDecideAsync(("OTEL_EXPORTER_OTLP_ENDPOINT", receiver.Address), ("OTEL_RESOURCE_ATTRIBUTES", "deployment.environment.name=test"));

        Assert.All(receiver.Received, one => Assert.Equal("application/x-protobuf", one.ContentType));
        var traces = receiver.TextOf("/v1/traces");
        Assert.Contains("service.name", traces, StringComparison.Ordinal);
        Assert.Contains("agentconsole", traces, StringComparison.Ordinal);
        Assert.Contains("deployment.environment.name", traces, StringComparison.Ordinal);
        Assert.Contains("propose", traces, StringComparison.Ordinal);
        Assert.Contains("decide", traces, StringComparison.Ordinal);
        Assert.Contains("commit", traces, StringComparison.Ordinal);
        Assert.Contains("prp_", traces, StringComparison.Ordinal);
        Assert.Contains("/api/v1/proposals", traces, StringComparison.Ordinal);
        var figures = receiver.TextOf("/v1/metrics");
        foreach (var name in (string[])["agentconsole.proposals", "agentconsole.decisions", "agentconsole.ledger.append.duration",
                     "agentconsole.transaction.batch_size", "agentconsole.queue.length", "agentconsole.outbox.waiting"])
            Assert.Contains(name, figures, StringComparison.Ordinal);

        Assert.DoesNotContain(Marker, traces + figures, StringComparison.Ordinal);
        Assert.DoesNotContain("aca_", traces + figures, StringComparison.Ordinal);
        Assert.DoesNotContain("acp_", traces + figures, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_what_has_an_endpoint_is_sent()
    {
        await using var receiver = await OtlpReceiver.StartAsync();

        await ProposeAndDecideAsync(("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", receiver.Address + "/elsewhere"));

        Assert.NotEmpty(receiver.Received);
        Assert.All(receiver.Received, one => Assert.Equal("/elsewhere", one.Path));
    }

    [Fact]
    public async Task Switched_off_nothing_is_sent()
    {
        await using var receiver = await OtlpReceiver.StartAsync();

        await ProposeAndDecideAsync(("OTEL_EXPORTER_OTLP_ENDPOINT", receiver.Address), ("OTEL_SDK_DISABLED", "true"));

        Assert.Empty(receiver.Received);
    }

    private static async Task ProposeAndDecideAsync(params (string Name, string Value)[] settings)
    {
        var (console, agent, reviewer) = await RunningConsole.StartWithRefundsAsync(builder =>
        {
            foreach (var (name, value) in settings) builder.Configuration[name] = value;
        });
        await using (console)
        using (agent)
        using (reviewer)
        {
            var proposal = await agent.ProposedAsync(Wire.Refund.Replace("W-1", Marker, StringComparison.Ordinal));
            using var decided = await reviewer.DecideAsync(proposal, "approve");
            Assert.Equal(200, (int)decided.StatusCode);
        }
    }
}
