using System.Diagnostics;
using System.Text.Json;
using AgentConsole.Testing;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using Xunit;

namespace AgentConsole.Web.Tests.Telemetry;

/// <summary>Exporters that others wrote send their spans here, unchanged.</summary>
public sealed class OtlpPeersTests(OtlpExporters exporters) : IClassFixture<OtlpExporters>
{
    [Theory]
    [InlineData("proto", "none")]
    [InlineData("proto", "gzip")]
    [InlineData("http", "none")]
    [InlineData("http", "gzip")]
    public async Task The_exporters_for_JavaScript_are_understood(string spelling, string compression)
    {
        exporters.Require();
        var (console, agent, _) = await RunningConsole.StartWithRefundsAsync();
        await using var __ = console;

        var said = await exporters.ExportAsync(new Uri(console.Address, "/v1/traces"), await console.Seed.KeyAsync("support"), spelling, compression, "run-js");

        Assert.Equal("""{"code":0}""", said.GetRawText());
        await AssertToldAsync(agent, "run-js", "helper");
    }

    [Fact]
    public async Task The_exporters_for_JavaScript_hear_that_their_key_is_none()
    {
        exporters.Require();
        await using var console = await RunningConsole.StartAsync();

        var said = await exporters.ExportAsync(new Uri(console.Address, "/v1/traces"), "aca_AAAAAAAAAAAA_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "proto", "none", "run-js");

        Assert.Equal(1, said.GetProperty("code").GetInt32());
    }

    [Fact]
    public async Task The_exporter_for_NET_is_understood()
    {
        var (console, agent, _) = await RunningConsole.StartWithRefundsAsync();
        await using var __ = console;
        var key = await console.Seed.KeyAsync("support");
        using var source = new ActivitySource("peer." + Guid.NewGuid().ToString("N"));

        using (Sdk.CreateTracerProviderBuilder().AddSource(source.Name).ConfigureResource(resource => resource.AddService("shop", serviceVersion: "7"))
                   .AddOtlpExporter(exporter =>
                   {
                       exporter.Endpoint = new Uri(console.Address, "/v1/traces");
                       exporter.Protocol = OtlpExportProtocol.HttpProtobuf;
                       exporter.Headers = "Authorization=Bearer " + key;
                   }).Build())
        {
            using var outer = source.StartActivity("invoke_agent helper")!;
            outer.SetTag("gen_ai.operation.name", "invoke_agent").SetTag("gen_ai.agent.name", "helper").SetTag("gen_ai.conversation.id", "run-net");
            using (var chat = source.StartActivity("chat gpt-5-mini", ActivityKind.Client)!)
                chat.SetTag("gen_ai.operation.name", "chat").SetTag("gen_ai.request.model", "gpt-5-mini").SetTag("gen_ai.usage.input_tokens", 120).SetTag("gen_ai.usage.output_tokens", 30)
                    .SetTag("gen_ai.request.temperature", 0.5).SetTag("gen_ai.response.finish_reasons", new[] { "tool_calls" }).SetTag("gen_ai.input.messages", "W-SECRET");
            using var tool = source.StartActivity("execute_tool billing.refund")!;
            tool.SetTag("gen_ai.operation.name", "execute_tool").SetTag("gen_ai.tool.name", "billing.refund").SetTag("gen_ai.tool.call.id", "call_1")
                .SetTag("gen_ai.tool.call.arguments", """{"order_id":"W-1","amount":120.5}""").SetStatus(ActivityStatusCode.Error, "failed");
            tool.AddEvent(new ActivityEvent("exception", tags: new() { ["exception.type"] = "NotFound", ["exception.message"] = "no such order" }));
        }

        await AssertToldAsync(agent, "run-net", "helper");
    }

    private static async Task AssertToldAsync(HttpClient agent, string run, string helper)
    {
        var told = (await agent.GetFromAsync(new($"/api/v1/runs/{run}/events", UriKind.Relative))).GetProperty("items").EnumerateArray().ToDictionary(one => one.Text("kind")!);

        Assert.Equal(["model_call", "step", "tool_call"], told.Keys.Order(StringComparer.Ordinal));
        var (model, step, tool) = (told["model_call"], told["step"], told["tool_call"]);
        Assert.Equal((helper, "ok"), (step.Text("name"), step.Text("outcome")));
        Assert.Equal(("gpt-5-mini", 120, 30), (model.Text("model"), model.GetProperty("usage").GetProperty("input_tokens").GetInt32(), model.GetProperty("usage").GetProperty("output_tokens").GetInt32()));
        var more = model.GetProperty("detail").GetProperty("more");
        Assert.Equal((0.5, """["tool_calls"]""", "client"),
            (more.GetProperty("gen_ai.request.temperature").GetDouble(), more.GetProperty("gen_ai.response.finish_reasons").GetRawText(), more.Text("span.kind")));
        Assert.Equal(("billing.refund", "call_1", "error"), (tool.Text("tool"), tool.Text("tool_call_id"), tool.Text("outcome")));
        Assert.Equal("no such order", tool.GetProperty("error").Text("message"));
        Assert.Equal("NotFound", tool.GetProperty("error").Text("type"));
        Assert.All([model, tool], inner => Assert.Equal(step.Text("span_id"), inner.Text("parent_span_id")));
        Assert.DoesNotContain("W-SECRET", JsonSerializer.Serialize(told), StringComparison.Ordinal);
    }
}
